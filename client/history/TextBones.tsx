/** Where a page's text will be. */
export function TextBones() {
  return (
    <div className="page-text" aria-hidden="true">
      <div className="bone title" />
      <div className="bone line" />
      <div className="bone line" />
      <div className="bone line short" />
    </div>
  )
}
