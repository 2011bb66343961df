import { Prisma } from '@patchbay/db/client'
import { type CallFilter, withheld } from './call-filter'
import { readChoice } from './choice'
import { beginsWith, wordsQuery } from './search-terms'
import { isWholeNumber } from './whole-number'

const { sql } = Prisma
type Sql = Prisma.Sql

/**
 * What must be so of a digest `d`. `lead` has an index in which the digests that fit stand in the order of the list; there is
 * none where no such index serves. The `others` are looked at beside it.
 */
export function digestConditions(filter: CallFilter): { lead: Sql | null; others: Sql[] } {
  const { numberId, flowId, version, direction, outcome, key, chose, transfer, tag, problem, caller, min, max, text } =
    filter
  const one = caller === withheld || (caller !== undefined && isWholeNumber(caller))
  const ofFlow = flowId === undefined ? null : sql`d.flow_id = ${flowId}::uuid`
  const ofVersion = version === undefined ? null : sql`d.version = ${version}::int`
  /** The narrowest first. */
  const ordered = [
    caller === undefined || !one ? null : beginsWith(sql`d.party`, caller),
    ofFlow && ofVersion ? sql`${ofFlow} AND ${ofVersion}` : null,
    numberId === undefined ? null : sql`d.number_id = ${numberId}::uuid`,
    ofVersion ? null : ofFlow,
    outcome === undefined ? null : sql`d.outcome = ${outcome}`,
    direction === 'outgoing' ? sql`d.direction = 'outgoing'` : null,
  ].filter((each) => each !== null)
  const beside = [
    ofFlow ? null : ofVersion,
    direction === 'incoming' ? sql`d.direction = 'incoming'` : null,
    key === undefined ? null : sql`d.keys @> ARRAY[${key}]`,
    chose === undefined ? null : sql`d.counted && ARRAY(${chosenAt(chose)})`,
    transfer === undefined ? null : sql`d.counted @> ARRAY[${`transfer:${transfer}`}]`,
    tag === undefined ? null : sql`d.tags @> ARRAY[${tag}]`,
    problem === undefined ? null : sql`d.problems @> ARRAY[${problem}]`,
    caller === undefined || one ? null : beginsWith(sql`d.party`, caller),
    min === undefined ? null : sql`d.seconds > ${min}::int`,
    max === undefined ? null : sql`d.seconds <= ${max}::int`,
    text === undefined ? null : sql`d.search @@ ${wordsQuery(text)}`,
  ].filter((each) => each !== null)
  const [lead = null, ...rest] = ordered
  return { lead, others: [...rest, ...beside] }
}

/** What digests call a choice, for each version of its flow. */
function chosenAt(chose: string): Sql {
  const { flowId, version, node, key } = readChoice(chose)
  return sql`SELECT concat('key:', v.id, ':', ${node}::text, ':', ${key}::text) FROM flow_version v
    WHERE v.flow_id = ${flowId}::uuid AND (${version}::int IS NULL OR v.number = ${version}::int)`
}
