/** A text as it may stand in HTML, between tags and in quoted attributes alike. */
export function escaped(text: string): string {
  return text.replace(unseen, '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** What HTML does not allow anywhere: control characters but tabs and line ends, halves of pairs. */
const unseen = /(?![\t\n])[\p{Cc}\p{Cs}]/gu
