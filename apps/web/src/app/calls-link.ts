/** What the log of calls can be narrowed to, by the names that stand in its address. */
export type CallsLink = {
  /** ISO 8601: calls that began from then, and before then. */
  from?: string
  to?: string
  /** Ids of a number and a flow, and the number of a version of it. */
  number?: string
  flow?: string
  version?: number
  outcome?: string
  /** What was typed. */
  key?: string
}

/** Where those calls are listed. */
export function callsLink(filter: CallsLink): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) search.set(name, String(value))
  return `/calls?${search}`
}
