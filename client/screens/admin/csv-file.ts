/** Reading and writing tables as the programs of an office do. */

/** Enough for ten thousand people; the server takes no more. */
export const longestCsv = 900_000

/**
 * The text of a file: UTF-8 or, where it can't be that, Windows-1252, which older office programs
 * write; UTF-16 where a byte order mark says so.
 */
export function textOfFile(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: some byte of it can't be.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/**
 * A table as a CSV file, with a byte order mark, without which Excel misreads every ä. A cell that
 * a spreadsheet would take for a formula gets an apostrophe before it.
 */
export function csvFile(rows: readonly (readonly string[])[], separator: string): string {
  const lines = rows.map((row) => row.map((cell) => quoted(harmless(cell))).join(separator))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function quoted(cell: string): string {
  return /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
