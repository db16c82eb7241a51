/** What people type for an address, as one: `example.org` and `name@example.org` are meant so. */
export function completeAddress(typed: string): string {
  const address = typed.trim()
  if (/^[^\s@:/]+@[^\s@/]+\.[^\s@/]+$/.test(address)) return `mailto:${address}`
  if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#:].*)?$/u.test(address))
    return `https://${address}`
  return address
}
