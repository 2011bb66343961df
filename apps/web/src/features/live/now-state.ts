import type { Outputs } from '../../app/trpc'

/** What the live line brings. */
export type NowMessage = Outputs['live']['onNow'] extends AsyncIterable<{ data: infer Data }> ? Data : never
export type LiveCall = NowMessage['calls'][number]
export type LiveStep = NowMessage['steps'][number]
export type Figures = NonNullable<NowMessage['figures']>

/**
 * A call that is under way. `trail`: the blocks that its last step led over, the one it was at before among them; empty
 * where nobody saw it move.
 */
export type Seen = { call: LiveCall; trail: readonly string[] }

export type NowState = {
  /** The calls under way by their ids, and in order: what began last comes first. */
  byId: ReadonlyMap<string, Seen>
  calls: readonly Seen[]
  figures: Figures | null
  /** Whether all calls under way are known. */
  ready: boolean
}

export const nothingYet: NowState = { byId: new Map(), calls: [], figures: null, ready: false }

/** What is under way after a message. An older word about a call changes nothing, however often it comes. Pure. */
export function applyNow(state: NowState, message: NowMessage): NowState {
  const figures = message.figures ?? state.figures
  if (!message.whole && message.calls.length === 0 && message.steps.length === 0) return { ...state, figures }
  const byId = new Map(message.whole ? [] : state.byId)
  const begun: string[] = []
  for (const call of [...message.calls, ...message.steps.flatMap((step) => callAfter(state, step))]) {
    const before = state.byId.get(call.id)
    if (before && before.call.seq >= call.seq) {
      if (message.whole) byId.set(call.id, before)
      continue
    }
    if (call.phase === 'over') byId.delete(call.id)
    else {
      if (!before) begun.push(call.id)
      byId.set(call.id, { call, trail: trailOf(before, call, message.whole) })
    }
  }
  // What began just now comes first as a rule: then there is next to nothing to sort.
  const order = [...begun.reverse(), ...state.calls.map(({ call }) => call.id)]
  const calls = order.flatMap((id) => byId.get(id) ?? []).sort(newestFirst)
  return { byId, calls, figures, ready: true }
}

/** None if the call is not known, or not any more. */
function callAfter({ byId }: NowState, step: LiveStep): LiveCall[] {
  const before = byId.get(step.id)
  return before ? [{ ...before.call, ...step }] : []
}

function trailOf(before: Seen | undefined, call: LiveCall, whole: boolean): readonly string[] {
  if (before === undefined) return whole || call.seq > 1 ? [] : call.walked
  const from = before.call.at
  return call.at === from || from === null ? [] : [from, ...(call.walked.at(-1) === call.at ? call.walked : [])]
}

function newestFirst({ call: a }: Seen, { call: b }: Seen): number {
  if (a.startedAt !== b.startedAt) return a.startedAt < b.startedAt ? 1 : -1
  return a.id < b.id ? 1 : -1
}
