import { z } from 'zod'
import { idInput, lineInput, mostInteger } from '../inputs'
import { may, router } from '../trpc'
import { callFilterInput } from './call-filter'
import { deleteRecording } from './delete-recording'
import { findCall } from './find-call'
import { getCall } from './get-call'
import { hangUpCall } from './hang-up-call'
import { listCalls } from './list-calls'
import { placeCall } from './place-call'
import { watchCalls, watchEvents } from './watch-calls'

const number = lineInput.max(64)
/** tRPC's client hands back the id of the last message that it got. */
const lastEventId = z.string().max(64).nullish()

export const callsRouter = router({
  /** The log of calls, the newest first, narrowed by `filter`. `next` is the `cursor` of the page after it. */
  list: may.look
    .input(
      z.strictObject({
        cursor: z.string().max(128).nullish(),
        limit: z.int().min(1).max(100).default(50),
        filter: callFilterInput.default({}),
        /** Set by tRPC's infinite queries. */
        direction: z.enum(['forward', 'backward']).optional(),
      }),
    )
    .query(({ ctx, input: { cursor, limit, filter } }) =>
      listCalls(ctx, { cursor: cursor ?? undefined, limit, filter }),
    ),

  /** A call, and everything that happened in it. */
  get: may.look.input(z.strictObject({ id: idInput })).query(({ ctx, input }) => getCall(ctx, input.id)),

  /** By what the carrier calls it. */
  find: may.look
    .input(z.strictObject({ session: lineInput.max(200) }))
    .query(({ ctx, input }) => findCall(ctx, input.session)),

  /** Forgets where a recording of a call is, for good. */
  deleteRecording: may.manage
    .input(z.strictObject({ callId: idInput, seq: z.int().min(1).max(mostInteger) }))
    .mutation(({ ctx, input }) => deleteRecording(ctx, input)),

  /** Rings somebody: an outgoing call on the newest version of a flow. */
  place: may.run
    .input(z.strictObject({ flowId: idInput, dest: number.optional(), callerId: number.optional() }))
    .mutation(({ ctx, input }) => placeCall(ctx, input)),

  /** Has the carrier end a call. */
  hangUp: may.operate.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => hangUpCall(ctx, input.id)),

  /** Calls as they change. */
  onChange: may.look
    .input(z.strictObject({ lastEventId }).optional())
    .subscription(({ ctx, input, signal }) => watchCalls(ctx, { since: input?.lastEventId ?? undefined, signal })),

  /** What happens in one call, as it happens. */
  onEvents: may.look
    .input(z.strictObject({ id: idInput, lastEventId }))
    .subscription(({ ctx, input, signal }) =>
      watchEvents(ctx, { id: input.id, after: seqIn(input.lastEventId), signal }),
    ),
})

/** How far somebody says that they had got: from the beginning, where that is no event's number. */
function seqIn(id: string | null | undefined): number {
  return /^\d{1,9}$/.test(id ?? '') ? Number(id) : 0
}
