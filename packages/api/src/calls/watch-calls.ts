import { type TrackedEnvelope, tracked } from '@trpc/server'
import type { Context } from '../context'
import { type CallEventRow, readEvents } from './call-events'
import { type CallHead, type CallRow, readCalls, rowOf } from './call-row'
import { changedCalls } from './changed-calls'
import { readCall } from './get-call'

/** The most calls that one message burst reads at once. */
const batch = 200
const clocksDiffer = 5_000

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
  const missedSince = since === undefined ? Number.NaN : Date.parse(since)
  // Clocks of processes differ a little: what is told twice does no harm.
  let seen = new Date(Number.isNaN(missedSince) ? Date.now() - clocksDiffer : missedSince)
  async function* news(choice: { ids: readonly string[] } | { changedSince: Date }) {
    for (const head of byChange(await readCalls(context, { ...choice, limit: batch }))) {
      seen = new Date(head.updatedAt)
      yield tracked(head.updatedAt, { call: rowOf(head) })
    }
  }
  try {
    if (!Number.isNaN(missedSince)) yield* news({ changedSince: seen })
    for await (const ids of batches) {
      if (ids === 'many') yield* news({ changedSince: seen })
      else for (let from = 0; from < ids.length; from += batch) yield* news({ ids: ids.slice(from, from + batch) })
    }
  } finally {
    stop()
  }
}

/** The one that changed last comes last, so that its time is what a watcher comes back with. */
function byChange(heads: readonly CallHead[]): CallHead[] {
  return [...heads].sort((a, b) => a.updatedAt.localeCompare(b.updatedAt))
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
