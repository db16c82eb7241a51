/** Told of what somebody should be able to find in the log. Ids, never names or secrets. */
export type Note = (event: string, details: Readonly<Record<string, string>>) => void
