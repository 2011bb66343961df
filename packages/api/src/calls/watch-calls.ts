import { type TrackedEnvelope, tracked } from '@trpc/server'
import type { Context } from '../context'
import { type CallEventRow, readEvents } from './call-events'
import { type CallHead, type CallRow, readCalls, rowOf } from './call-row'
import { changedCalls } from './changed-calls'
import { readCall } from './get-call'

/** The most calls that one message burst reads at once. */
const batch = 200

/**
 * Every change of any call of the workspace, until `signal`. Changes that come while a batch is read share the next one,
 * so a busy switchboard costs its watchers one query at a time. The id of each is when it changed: with it, a watcher that
 * was cut off gets what it missed (among the newest 200 calls).
 */
export async function* watchCalls(
  context: Context,
  { since, signal }: { since?: string | undefined; signal?: AbortSignal | undefined },
): AsyncGenerator<TrackedEnvelope<{ call: CallRow }>> {
  const { batches, stop } = changedCalls(context, signal)
  try {
    const missedSince = since === undefined ? Number.NaN : Date.parse(since)
    if (!Number.isNaN(missedSince))
      yield* newest(await readCalls(context, { changedSince: new Date(missedSince), limit: batch }))
    for await (const ids of batches)
      for (let from = 0; from < ids.length; from += batch)
        yield* newest(await readCalls(context, { ids: ids.slice(from, from + batch), limit: batch }))
  } finally {
    stop()
  }
}

/** The one that changed last comes last, so that its time is what a watcher comes back with. */
function newest(heads: readonly CallHead[]) {
  return [...heads]
    .sort((a, b) => a.updatedAt.localeCompare(b.updatedAt))
    .map((head) => tracked(head.updatedAt, { call: rowOf(head) }))
}

/** What happens to one call: first what happened after event `after`, from the table, then live. */
export async function* watchEvents(
  context: Context,
  { id, after, signal }: { id: string; after: number; signal?: AbortSignal | undefined },
): AsyncGenerator<TrackedEnvelope<CallEventRow>> {
  await readCall(context, id)
  // Listening begins before the table is read: nothing can fall in between.
  const { batches, stop } = changedCalls(context, signal, id)
  let seen = after
  async function* news() {
    for (const event of await readEvents(context, id, seen)) {
      seen = event.seq
      yield tracked(String(event.seq), event)
    }
  }
  try {
    yield* news()
    for await (const _ of batches) yield* news()
  } finally {
    stop()
  }
}
