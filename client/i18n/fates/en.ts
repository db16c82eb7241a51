/** English: what became of a contribution. Part of every catalogue in which that is said. */
export const fates = {
  fate_answered: 'Answered',
  fate_adopted: 'Adopted',
  'fate_adopted-changed': 'Adopted with changes',
  fate_merged: 'Merged',
  fate_parked: 'Parked',
  fate_declined: 'Declined',
} as const
