/** Talkoot's mark: hands of two sides over one work. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M4 17c4-1 6-4 8-9M20 17c-4-1-6-4-8-9M4 12c3 0 6-1 8-4M20 12c-3 0-6-1-8-4" />
    </svg>
  )
}
