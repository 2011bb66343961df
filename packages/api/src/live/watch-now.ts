import { type TrackedEnvelope, tracked } from '@trpc/server'
import type { CallHead } from '../calls/call-row'
import type { Context } from '../context'
import { seesCallers } from '../masking/sees-callers'
import { type FeedMessage, feedOf } from './call-feed'
import { readPlace, writePlace } from './feed-place'
import type { Figures } from './figures'

/**
 * A call that is under way, or was until just now: where it is in its own version, and the blocks that its last event led
 * over. It goes to every viewer with every step, so there is no more in it than is shown.
 */
export type LiveCall = Pick<
  CallHead,
  | 'id'
  | 'direction'
  | 'caller'
  | 'called'
  | 'phase'
  | 'broken'
  | 'hangingUp'
  | 'flowName'
  | 'version'
  | 'versionId'
  | 'where'
  | 'at'
  | 'walked'
  | 'last'
  | 'seq'
  | 'startedAt'
  | 'updatedAt'
>

/** `whole`: these calls are all that are under way. Else they are those that changed. */
export type Now = { whole: boolean; calls: LiveCall[]; figures: Figures | null }

/**
 * All calls under way, then each change of a call, and the figures beside them, until `signal`. Whoever comes back with the
 * id of the last message gets exactly what they missed, or, where that is no longer known, all calls under way again.
 */
export async function* watchNow(
  context: Context,
  { lastEventId, signal }: { lastEventId: string | undefined; signal: AbortSignal | undefined },
): AsyncGenerator<TrackedEnvelope<Now>> {
  const { seat, first, leave } = await feedOf(context).sit(lastEventId === undefined ? null : readPlace(lastEventId))
  signal?.addEventListener('abort', leave)
  const nowOf = seesCallers(context) ? plainNow : maskedNow
  try {
    yield tracked(writePlace(first.place), nowOf(first))
    if (signal?.aborted) return
    for await (const message of seat.messages()) yield tracked(writePlace(message.place), nowOf(message))
  } finally {
    signal?.removeEventListener('abort', leave)
    leave()
  }
}

const plainNow = madeOnce('plain')
const maskedNow = madeOnce('masked')

/** A message in one of its two forms: the same for all who get it, so each is made once, and only if somebody gets it. */
function madeOnce(form: 'plain' | 'masked'): (message: FeedMessage) => Now {
  const made = new WeakMap<FeedMessage, Now>()
  return (message) => {
    const known = made.get(message)
    if (known) return known
    const calls = message.calls.map((call) => liveCallOf(call[form]))
    const now = { whole: message.whole, calls, figures: message.figures }
    made.set(message, now)
    return now
  }
}

function liveCallOf(head: CallHead): LiveCall {
  const { id, direction, caller, called, phase, broken, hangingUp, flowName, version, versionId } = head
  const { where, at, walked, last, seq, startedAt, updatedAt } = head
  const who = { id, direction, caller, called, phase, broken, hangingUp, flowName, version, versionId }
  return { ...who, where, at, walked, last, seq, startedAt, updatedAt }
}
