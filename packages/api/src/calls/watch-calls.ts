import { type TrackedEnvelope, tracked } from '@trpc/server'
import type { Context } from '../context'
import { dateInput } from '../inputs'
import { feedOf } from '../live/call-feed'
import { type FeedPlace, readPlace, writePlace } from '../live/feed-place'
import { type CallEventRow, readEvents } from './call-events'
import { type CallRow, headFor, readCalls, rowOf, type StoredCall } from './call-row'
import { changedCalls } from './changed-calls'
import { readCall } from './get-call'

/** The most calls that a watcher gets who was away for long. */
const mostMissed = 200
const clocksDiffer = 5_000

/**
 * Every change of any call of the workspace, until `signal`, read once for all who watch. The id of each says how far its
 * watcher has got: who comes back with it gets exactly what they missed, or, after a long break or from another process,
 * what changed since (among the newest 200 calls; then some may come again, as they are now).
 */
export async function* watchCalls(
  context: Context,
  { since, signal }: { since?: string | undefined; signal?: AbortSignal | undefined },
): AsyncGenerator<TrackedEnvelope<{ call: CallRow }>> {
  const place = since === undefined ? null : readPlace(since)
  const before = Date.now()
  const { seat, first, leave } = await feedOf(context).sit(place)
  signal?.addEventListener('abort', leave)
  const sent = new Map<string, number>()
  try {
    const missed = first.whole ? await changedSince(context, timeOf(place, since) ?? before) : first.calls
    for (const [index, stored] of missed.entries()) {
      const call = headFor(context, stored)
      sent.set(call.id, call.seq)
      // Only with the last of them is it where the feed is now.
      const last = index === missed.length - 1
      yield tracked(last || since === undefined ? writePlace(first.place) : since, { call: rowOf(call) })
    }
    if (signal?.aborted) return
    for await (const { place, calls } of seat.messages())
      for (const [index, stored] of calls.entries()) {
        const call = headFor(context, stored)
        if (call.seq > (sent.get(call.id) ?? 0))
          // Who is cut off in the middle of a message comes back to that place of it.
          yield tracked(writePlace({ ...place, calls: index + 1 }), { call: rowOf(call) })
      }
  } finally {
    signal?.removeEventListener('abort', leave)
    leave()
  }
}

function timeOf(place: FeedPlace | null, since: string | undefined): number | null {
  const at = dateInput.safeParse(place?.at ?? since)
  return at.success ? at.data.getTime() : null
}

/** The one that changed last comes last. */
async function changedSince(context: Context, at: number): Promise<StoredCall[]> {
  const calls = await readCalls(context, { changedSince: new Date(at - clocksDiffer), limit: mostMissed })
  return calls.sort((a, b) => a.plain.updatedAt.localeCompare(b.plain.updatedAt))
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
