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
  /** A key that was chosen at a block: `<flow>:<block>:<key>`, or `<flow>@<version>:<block>:<key>`. */
  chose?: string
  /** What became of a transfer. */
  transfer?: string
  /** Of the day, in a time zone: `9@Asia/Singapore`. */
  hour?: string
  /** Longer than so many seconds, and at most so many. */
  min?: number
  max?: number
}

/** A choice as `chose` has it: in one version of the flow, or in all. */
export function choiceOf(choice: { flowId: string; version?: number | undefined; node: string; key: string }): string {
  const { flowId, version, node, key } = choice
  return `${flowId}${version === undefined ? '' : `@${version}`}:${node}:${key}`
}

/** Where those calls are listed. */
export function callsLink(filter: CallsLink): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) search.set(name, String(value))
  return `/calls?${search}`
}
