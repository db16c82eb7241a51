/** How often to repeat: all `full` times under `npm run endure`, else a twentieth, at least once. */
export function times(full: number): number {
  return process.env['TALKOOT_ENDURE'] === 'full' ? full : Math.max(1, Math.ceil(full / 20))
}
