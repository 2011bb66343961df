import { z } from 'zod'

/** How the other end of a Dial or a Transfer answered. */
export const legStatus = z.enum(['answered', 'unanswered', 'busy', 'failed'])
export type LegStatus = z.infer<typeof legStatus>

/** What a finished call cost, in the carrier's words: `minutes` are whole and rounded up, money is a decimal string. */
export const billSchema = z.object({
  /** ISO 8601, UTC */
  startedAt: z.string().optional(),
  minutes: z.number().optional(),
  currency: z.string().optional(),
  rate: z.string().optional(),
  debit: z.string().optional(),
})

/** What came of a block. */
export const resultSchema = z.object({
  digits: z.string().optional(),
  recordingUrl: z.string().optional(),
  dialStatus: legStatus.optional(),
  transferStatus: legStatus.optional(),
  bill: billSchema.optional(),
})
export type Result = z.infer<typeof resultSchema>

/**
 * One thing that happened to a call. `step` is the number of the request that it answers (see `Call.step`); the carrier
 * carries it for us in the notification's address. An event whose step is not the call's own came late, or twice.
 */
export const callEventSchema = z.discriminatedUnion('type', [
  /** The phone rings, or somebody asked for an outgoing call. */
  z.object({ type: z.literal('started') }),
  /** The running block is done and the call goes on. */
  z.object({ type: z.literal('done'), step: z.number().int(), result: resultSchema }),
  /** The carrier took a request that it tells nothing more about, such as an SMS. */
  z.object({ type: z.literal('accepted'), step: z.number().int() }),
  /** The carrier refused the request, or could not be reached. */
  z.object({ type: z.literal('refused'), step: z.number().int(), status: z.string() }),
  /** The word that the block is done never came; `result` is what the carrier says when it is asked. */
  z.object({ type: z.literal('overdue'), step: z.number().int(), result: resultSchema }),
  /** The call is over, whoever ended it. */
  z.object({ type: z.literal('ended'), result: resultSchema }),
  /** The recording of a Monitor, delivered after the call. */
  z.object({ type: z.literal('recorded'), url: z.string() }),
])
export type CallEvent = z.infer<typeof callEventSchema>

/** Why a call ended. `caller-hung-up` is no error. */
export const disposition = z.enum(['completed', 'caller-hung-up', 'transferred', 'not-answered', 'broken'])
export type Disposition = z.infer<typeof disposition>

/** The state of a call between two steps: all that `step` needs, and JSON through and through. */
export const callSchema = z.object({
  direction: z.enum(['incoming', 'outgoing']),
  /** `new`: nothing asked yet · `running`: a block runs · `closing`: an apology is spoken, then the line is cut · `over` */
  phase: z.enum(['new', 'running', 'closing', 'over']),
  /** The block that runs, or ran last. */
  at: z.string().nullable(),
  /** Number of the last request to the carrier, from 1; 0 before the first. */
  step: z.number().int(),
  /** Blocks walked so far, and since the caller could last act. */
  walked: z.number().int(),
  walkedAlone: z.number().int(),
  /** Whether it was stopped for that already: its last blocks are walked then. */
  stopped: z.boolean().default(false),
  /** What texts may name. Numbers are E.164, or empty if withheld. */
  vars: z.object({ caller: z.string(), called: z.string(), digits: z.string(), recording: z.string() }),
  /** Why it ended; while it runs, what our own hang-up will have been. */
  disposition: disposition.nullable(),
})
export type Call = z.infer<typeof callSchema>
export type Vars = Call['vars']

/** A call that has not begun. `caller` and `called` are E.164 or empty. */
export function newCall(direction: Call['direction'], caller: string, called: string): Call {
  return {
    direction,
    phase: 'new',
    at: null,
    step: 0,
    walked: 0,
    walkedAlone: 0,
    stopped: false,
    vars: { caller, called, digits: '', recording: '' },
    disposition: null,
  }
}
