/** A key that was chosen at a block of a flow, or of one version of it. */
export type Choice = { flowId: string; version: number | null; node: string; key: string }

/** See `chose` of a filter, which has let it through. */
export function readChoice(chose: string): Choice {
  const [of = '', node = '', key = ''] = chose.split(':')
  const [flowId = '', version] = of.split('@')
  return { flowId, version: version === undefined ? null : Number(version), node, key }
}
