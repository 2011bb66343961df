import { type TrackedEnvelope, tracked } from '@trpc/server'
import type { CallHead } from '../calls/call-row'
import type { Context } from '../context'
import { seesCallers } from '../masking/sees-callers'
import { type FeedMessage, feedOf } from './call-feed'
import { readPlace, writePlace } from './feed-place'
import type { Figures } from './figures'

/** What stays as it is for as long as a call lasts. */
type Who = Pick<CallHead, 'id' | 'direction' | 'caller' | 'called' | 'flowName' | 'version' | 'versionId' | 'startedAt'>

/**
 * Where a call is in its own version now, and the blocks that its last event led over. It goes to every viewer with every
 * step, so there is no more in it than is shown, and nothing that they know already.
 */
export type LiveStep = Pick<
  CallHead,
  'id' | 'phase' | 'broken' | 'hangingUp' | 'where' | 'at' | 'walked' | 'last' | 'seq' | 'updatedAt'
>

/** A call that is under way, or was until just now. */
export type LiveCall = Who & LiveStep

/**
 * `calls`: those that whoever gets this has not been told of, or all that are under way if `whole`. `steps`: what became of
 * those that they know.
 */
export type Now = { whole: boolean; calls: LiveCall[]; steps: LiveStep[]; figures: Figures | null }

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
    const calls: LiveCall[] = []
    const steps: LiveStep[] = []
    for (const { [form]: head } of message.calls) {
      if (message.known.has(head.id)) steps.push(stepOf(head))
      else calls.push({ ...whoOf(head), ...stepOf(head) })
    }
    const now = { whole: message.whole, calls, steps, figures: message.figures }
    made.set(message, now)
    return now
  }
}

function whoOf({ id, direction, caller, called, flowName, version, versionId, startedAt }: CallHead): Who {
  return { id, direction, caller, called, flowName, version, versionId, startedAt }
}

function stepOf(head: CallHead): LiveStep {
  const { id, phase, broken, hangingUp, where, at, walked, last, seq, updatedAt } = head
  return { id, phase, broken, hangingUp, where, at, walked, last, seq, updatedAt }
}
