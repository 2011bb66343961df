import { z } from 'zod'
import { type Vars, varsSchema } from './vars'

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

/** What came of a request over HTTP: an answer with its status, or why there was none. `body` is parsed if it is JSON. */
export const responseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), status: z.number().int(), body: z.json() }),
  z.object({ kind: z.literal('timed-out') }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
])
export type Response = z.infer<typeof responseSchema>

/** What came of a block. */
export const resultSchema = z.object({
  digits: z.string().optional(),
  /**
   * In place of digits that nobody may see: what the block makes of them, and the mark that stands for them from then on
   * (see template.ts).
   */
  sealed: z.object({ as: z.string(), mark: z.string() }).optional(),
  recordingUrl: z.string().optional(),
  dialStatus: legStatus.optional(),
  transferStatus: legStatus.optional(),
  bill: billSchema.optional(),
  response: responseSchema.optional(),
  /** How often it was counted. */
  count: z.number().int().optional(),
})
export type Result = z.infer<typeof resultSchema>

/** When an event was taken, in epoch milliseconds, and what was looked up for it, by `factKey`. */
const beside = { at: z.number().optional(), facts: z.record(z.string(), z.json()).optional() }

/**
 * One thing that happened to a call. `step` is the number of the request that it answers (see `Call.step`); the carrier
 * carries it for us in the notification's address. An event whose step is not the call's own came late, or twice.
 */
export const callEventSchema = z.discriminatedUnion('type', [
  /** The phone rings, or somebody asked for an outgoing call. */
  z.object({
    type: z.literal('started'),
    ...beside,
    /** Where the call's chance begins. */
    seed: z.number().int().optional(),
    /** What the number gives to the flow's settings, by their keys. */
    settings: z.record(z.string(), z.json()).optional(),
    /** What the number has to say first, or in place of the flow. */
    emergency: z.object({ message: z.string(), instead: z.boolean() }).optional(),
  }),
  /** The running block is done and the call goes on. */
  z.object({ type: z.literal('done'), step: z.number().int(), result: resultSchema, ...beside }),
  /** A request was taken that nothing more is told about, such as an SMS. */
  z.object({ type: z.literal('accepted'), step: z.number().int(), ...beside }),
  /** The request was refused, or could not be delivered. */
  z.object({ type: z.literal('refused'), step: z.number().int(), status: z.string(), ...beside }),
  /** The word that the block is done never came; `result` is what the carrier says when it is asked. */
  z.object({ type: z.literal('overdue'), step: z.number().int(), result: resultSchema, ...beside }),
  /** The call is over, whoever ended it. */
  z.object({ type: z.literal('ended'), result: resultSchema, ...beside }),
  /** Somebody at a screen wants the call over, whatever runs. `by` is what they call themselves; empty if unsaid. */
  z.object({ type: z.literal('hang-up-asked'), by: z.string(), ...beside }),
  /** The recording of a Monitor, delivered after the call. */
  z.object({ type: z.literal('recorded'), url: z.string(), ...beside }),
  /** Somebody (empty: who did not say) deleted the address that the event numbered `of` told of a recording. */
  z.object({ type: z.literal('erased'), of: z.number().int(), by: z.string(), ...beside }),
])
export type CallEvent = z.infer<typeof callEventSchema>

/** Why a call ended. `caller-hung-up` is no error. */
export const disposition = z.enum(['completed', 'caller-hung-up', 'transferred', 'not-answered', 'broken'])
export type Disposition = z.infer<typeof disposition>

/** What blocks keep for themselves from one event to the next, by node. */
const memory = z.record(z.string(), z.json())

/** A flow that waits for another one to return. */
const frame = z.object({
  /** Its version's id; null: the one that the call is pinned to. */
  version: z.string().nullable(),
  at: z.string(),
  vars: varsSchema,
  memory,
})

/** The state of a call between two steps: all that `step` needs, and JSON through and through. */
export const callSchema = z.object({
  direction: z.enum(['incoming', 'outgoing']),
  /**
   * `new`: nothing asked yet · `greeting`: the number's own message is spoken · `running`: a block runs · `closing`: an
   * apology is spoken, then the line is cut · `over`
   */
  phase: z.enum(['new', 'greeting', 'running', 'closing', 'over']),
  /** The block that runs, or ran last. */
  at: z.string().nullable(),
  /** Number of the last request, from 1; 0 before the first. */
  step: z.number().int(),
  /** Blocks walked so far, and since the caller could last act. */
  walked: z.number().int(),
  walkedAlone: z.number().int(),
  /** Whether that request needs no call: then it outlives this one. */
  aside: z.boolean().default(false),
  /** Whether the carrier has carried out a block of it: before, an incoming call rings. */
  answered: z.boolean().default(true),
  /** The hang-up that follows when what is spoken now is over. */
  after: z.object({ tag: z.string().nullable() }).nullable().default(null),
  /** Whether it was stopped for that already: its last blocks are walked then. */
  stopped: z.boolean().default(false),
  /** What texts and conditions may name. */
  vars: varsSchema,
  /** Where chance begins; any whole number. */
  seed: z.number().int().default(0),
  memory: memory.default({}),
  /** The flow that is walked, where it is not the call's own, and those that wait for it, the call's own first. */
  version: z.string().nullable().default(null),
  frames: z.array(frame).default([]),
  /** Whether the way for faults, or the way for callers who hang up, was taken: each is taken once. */
  erred: z.boolean().default(false),
  parted: z.boolean().default(false),
  tags: z.array(z.string()).default([]),
  /** Who asked for its end, and the number of the request that came of it. */
  hangUp: z.object({ by: z.string(), step: z.number().int() }).nullable().default(null),
  /** Why it ended; while it runs, what our own hang-up will have been. */
  disposition: disposition.nullable(),
})
export type Call = z.infer<typeof callSchema>
export type Frame = z.infer<typeof frame>
export type { Vars } from './vars'

/** A call that has not begun. `caller` and `called` are E.164 or empty. */
export function newCall(direction: Call['direction'], caller: string, called: string): Call {
  const vars: Vars = { caller, called, digits: '', recording: '' }
  return {
    direction,
    phase: 'new',
    at: null,
    step: 0,
    walked: 0,
    walkedAlone: 0,
    aside: false,
    answered: direction === 'outgoing',
    after: null,
    stopped: false,
    vars,
    seed: 0,
    memory: {},
    version: null,
    frames: [],
    erred: false,
    parted: false,
    tags: [],
    hangUp: null,
    disposition: null,
  }
}
