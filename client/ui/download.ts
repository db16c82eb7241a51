/** Gives something to the person as a file; what no file may be called is left out of its name. */
export function download(
  name: string,
  type: string,
  content: string | Uint8Array<ArrayBuffer>,
): void {
  const link = document.createElement('a')
  const address = URL.createObjectURL(new Blob([content], { type }))
  link.href = address
  link.download = name.replace(/[\\/:*?"<>|\p{Cc}\s]+/gu, ' ').trim()
  link.click()
  URL.revokeObjectURL(address)
}
