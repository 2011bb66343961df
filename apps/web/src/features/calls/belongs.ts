import { otherEnd } from '../../app/phone-number'
import type { Outputs } from '../../app/trpc'
import type { AskedCalls } from './call-filters'

type Row = Outputs['calls']['list']['calls'][number]

/**
 * Whether a call is among those that are asked for, as far as its row tells; null where only the server knows: what was
 * pressed, what became of transfers, the hour by a clock elsewhere, what went wrong, and words.
 */
export function belongs(row: Row, asked: AskedCalls): boolean | null {
  const { from, to, numberId, flowId, version, direction, outcome, tag, caller, min, max } = asked
  const began = Date.parse(row.startedAt)
  const lasted = ((row.endedAt === null ? Date.now() : Date.parse(row.endedAt)) - began) / 1_000
  const other = otherEnd(row)
  const fits =
    (from === undefined || began >= Date.parse(from)) &&
    (to === undefined || began < Date.parse(to)) &&
    (numberId === undefined || row.numberId === numberId) &&
    (flowId === undefined || row.flowId === flowId) &&
    (version === undefined || row.version === version) &&
    (direction === undefined || row.direction === direction) &&
    (outcome === undefined || (row.phase === 'over' ? row.disposition : 'running') === outcome) &&
    (tag === undefined || row.tags.includes(tag)) &&
    (caller === undefined || (caller === 'withheld' ? other === '' : other.startsWith(caller))) &&
    (min === undefined || lasted > min) &&
    (max === undefined || lasted <= max)
  if (!fits) return false
  const { key, chose, transfer, hour, problem, text } = asked
  return [key, chose, transfer, hour, problem, text].every((each) => each === undefined) ? true : null
}
