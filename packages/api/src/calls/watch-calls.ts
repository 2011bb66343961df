import { type TrackedEnvelope, tracked } from '@trpc/server'
import type { Context } from '../context'
import { type CallEventRow, readEvents } from './call-events'
import { type CallRow, readCalls, rowOf } from './call-row'
import { readCall } from './get-call'
import { changedCalls } from './changed-calls'

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
  const changes = changedCalls(context, signal)
  const missedSince = since === undefined ? Number.NaN : Date.parse(since)
  if (!Number.isNaN(missedSince)) {
    const missed = await readCalls(context, { changedSince: new Date(missedSince), limit: batch })
    for (const head of missed.reverse()) yield tracked(head.updatedAt, { call: rowOf(head) })
  }
  for await (const ids of changes)
    for (let from = 0; from < ids.length; from += batch) {
      const heads = await readCalls(context, { ids: ids.slice(from, from + batch), limit: batch })
      for (const head of heads.reverse()) yield tracked(head.updatedAt, { call: rowOf(head) })
    }
}

/** What happens to one call: first what happened after event `after`, from the table, then live. */
export async function* watchEvents(
  context: Context,
  { id, after, signal }: { id: string; after: number; signal?: AbortSignal | undefined },
): AsyncGenerator<TrackedEnvelope<CallEventRow>> {
  // Listening begins before the table is read: nothing can fall in between.
  const changes = changedCalls(context, signal, id)
  await readCall(context, id)
  let seen = after
  async function* news() {
    for (const event of await readEvents(context, id, seen)) {
      seen = event.seq
      yield tracked(String(event.seq), event)
    }
  }
  yield* news()
  for await (const _ of changes) yield* news()
}
