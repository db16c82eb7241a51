/** Which addresses may stand in a link: the one rule for the editor, the gate and every rendering. */
const safeHref = /^(?:https?:\/\/|mailto:|tel:)[^\s\p{Cc}]*$/iu
const relativeHref = /^[/#](?![/\\])[^\s\p{Cc}\\]*$/u

/** May this address stand in a link? http(s), mailto, tel, or a path of this installation. */
export function isSafeHref(href: unknown): href is string {
  return (
    typeof href === 'string' &&
    href.length <= 2_000 &&
    (safeHref.test(href) || relativeHref.test(href))
  )
}
