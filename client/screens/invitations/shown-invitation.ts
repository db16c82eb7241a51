/** What a sheet of paper and a wall say about an invitation. */
export interface ShownInvitation {
  readonly organisation: string
  readonly label: string
  /** Of the strategy or the page it leads to; null = only into the organisation. */
  readonly place: string | null
  readonly link: string
  readonly typed: string
  readonly code: string
  /** Until when, and how many, in words. */
  readonly terms: string
}
