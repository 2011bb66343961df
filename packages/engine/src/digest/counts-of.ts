import { bucketOf } from './histogram'
import { isLate, type Place, placeOf, type WalkedCall, type WalkedEvent } from './walked-call'

/**
 * What one call adds to the counts, by version. Of the call: `calls`, `outcome:` and a disposition, `direction:`, `time:` and
 * the bucket of its duration, `seconds`, `minutes:` and `debit:` with a currency, `transfer:answered|unanswered|busy|failed|given-up`
 * (to a phone, not to a room; once each, however often it was tried), `key:` with a block and a key that was chosen there.
 */
export type CallCount = { versionId: string; what: string; n: number }

/**
 * Of a block: `in` (times it was reached), `calls` (calls that reached it), `exit:` and its name (times it was taken), `drop`
 * (callers who hung up there), `problem`, and `time:` with the bucket of a stay.
 */
export type BlockCount = Place & { what: string; n: number }

export type Counts = { calls: CallCount[]; blocks: BlockCount[] }

const keyExit = 'key:'

/** Counts one call from its events. The same events always give the same counts: so they can be taken back. */
export function countsOf(call: WalkedCall, events: readonly WalkedEvent[]): Counts {
  const ofCall = new Map<string, CallCount>()
  const ofBlocks = new Map<string, BlockCount>()
  const count = (what: string, n = 1, versionId = call.versionId) => {
    const key = `${versionId} ${what}`
    const counted = ofCall.get(key) ?? { versionId, what, n: 0 }
    ofCall.set(key, { ...counted, n: counted.n + n })
  }
  const once = (what: string, versionId = call.versionId) => {
    if (!ofCall.has(`${versionId} ${what}`)) count(what, 1, versionId)
  }
  const countAt = ({ versionId, node }: Place, what: string) => {
    const key = `${versionId} ${node} ${what}`
    const counted = ofBlocks.get(key) ?? { versionId, node, what, n: 0 }
    ofBlocks.set(key, { ...counted, n: counted.n + 1 })
  }
  /** Blocks that were reached and not left, by when. */
  const stays = new Map<string, { place: Place; since: number }>()
  const leave = (place: Place, at: number) => {
    const key = `${place.versionId} ${place.node}`
    const stay = stays.get(key)
    if (!stay) return
    stays.delete(key)
    countAt(place, `time:${bucketOf(at - stay.since)}`)
  }
  let at: Place | null = null
  let bill: { minutes?: number | undefined; currency?: string | undefined; debit?: string | undefined } | undefined
  let ringing = false

  for (const happened of events) {
    const { event, trace, commands } = happened
    if (event.type === 'ended') bill = event.result.bill ?? bill
    if (isLate(happened)) continue
    const status = 'result' in event ? event.result.transferStatus : undefined
    if (status !== undefined) once(`transfer:${status}`)
    else if (ringing && event.type === 'refused') once('transfer:failed')
    else if (ringing && event.type === 'ended') once('transfer:given-up')
    if (status !== undefined || event.type === 'refused' || event.type === 'ended') ringing = false
    for (const entry of trace) {
      if (entry.type === 'entered') {
        at = placeOf(call, entry)
        leave(at, happened.at)
        stays.set(`${at.versionId} ${at.node}`, { place: at, since: happened.at })
        if (!ofBlocks.has(`${at.versionId} ${at.node} in`)) countAt(at, 'calls')
        countAt(at, 'in')
      }
      if (entry.type === 'left') {
        const place = placeOf(call, entry)
        leave(place, happened.at)
        countAt(place, `exit:${entry.exit}`)
        if (entry.exit.startsWith(keyExit))
          once(`key:${place.node}:${entry.exit.slice(keyExit.length)}`, place.versionId)
      }
      if (entry.type === 'problem' && entry.node !== null)
        countAt(placeOf(call, { ...entry, node: entry.node }), 'problem')
      if (entry.type === 'over') {
        count(`outcome:${entry.disposition}`)
        if (at && entry.disposition === 'caller-hung-up') countAt(at, 'drop')
        for (const { place } of [...stays.values()]) leave(place, happened.at)
      }
    }
    const command = commands.at(-1)?.command
    if (command) ringing = command.type === 'transfer' && !command.dest.startsWith('room:')
  }
  const ms = Math.max(0, (call.endedAt ?? call.startedAt) - call.startedAt)
  count('calls')
  count(`direction:${call.direction}`)
  count(`time:${bucketOf(ms)}`)
  count('seconds', ms / 1_000)
  const debit = Number(bill?.debit)
  if (bill?.minutes !== undefined) count(`minutes:${bill.currency ?? ''}`, bill.minutes)
  if (bill?.debit !== undefined && Number.isFinite(debit)) count(`debit:${bill.currency ?? ''}`, debit)
  return { calls: [...ofCall.values()], blocks: [...ofBlocks.values()] }
}

/** Which of these counts its digest says as well, so that the calls behind them are found; nothing of blocks that are `isPrivate`. */
export function foundBy({ calls }: Counts, isPrivate: (place: Place) => boolean): string[] {
  return calls.flatMap(({ versionId, what }) => {
    if (what.startsWith('transfer:')) return [what]
    const node = /^key:([^:]+):/.exec(what)?.[1]
    return node === undefined || isPrivate({ versionId, node }) ? [] : [`key:${versionId}:${what.slice('key:'.length)}`]
  })
}

/** What is to be added where `before` was counted already; only what differs. */
export function countsAfter(before: Counts, now: Counts): Counts {
  return {
    calls: difference(before.calls, now.calls, ({ versionId, what }) => `${versionId} ${what}`),
    blocks: difference(before.blocks, now.blocks, ({ versionId, node, what }) => `${versionId} ${node} ${what}`),
  }
}

function difference<C extends { n: number }>(
  before: readonly C[],
  now: readonly C[],
  keyOf: (count: C) => string,
): C[] {
  const left = new Map(now.map((count) => [keyOf(count), count]))
  for (const count of before) {
    const key = keyOf(count)
    left.set(key, { ...count, n: (left.get(key)?.n ?? 0) - count.n })
  }
  return [...left.values()].filter(({ n }) => Math.abs(n) > 1e-9)
}
