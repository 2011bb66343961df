import { z } from 'zod'
import { idInput, momentInput } from '../inputs'
import { transferOutcomes } from '../stats/call-stats'
import { zoneInput } from '../stats/period'

/** How callers who hide their number are asked for. */
export const withheld = 'withheld'

/** At most so many seconds: longer than any call. */
const seconds = z.int().min(0).max(1_000_000)
/** PostgreSQL keeps no NUL, and no half characters. */
const words = z
  .string()
  .regex(/^[^\p{Surrogate}\0]*$/u, 'Use no invisible characters.')
  .trim()
  .min(1)
  .max(200, 'Search for at most 200 characters.')

/** Which calls are asked for: all that is said must be so. */
export const callFilterInput = z.strictObject({
  /** Calls that began at or after this moment, and before the other: ISO 8601 with its offset. */
  from: momentInput.optional(),
  to: momentInput.optional(),
  numberId: idInput.optional(),
  flowId: idInput.optional(),
  /** Of that flow: 1, 2, … */
  version: z.int().min(1).max(1_000_000).optional(),
  direction: z.enum(['incoming', 'outgoing']).optional(),
  /** `running` is every call that is not over. */
  outcome: z.enum(['completed', 'caller-hung-up', 'transferred', 'not-answered', 'broken', 'running']).optional(),
  /** One key, or what was entered as a whole, such as `1` or `4711#`. */
  key: z
    .string()
    .regex(/^[0-9*#]{1,50}$/, 'Keys are digits, * and #.')
    .optional(),
  /**
   * A key that was chosen at a block, whichever flow the call began in: `<flow>:<block>:<key>`, or `<flow>@<version>:<block>:<key>`
   * for one version of that flow.
   */
  chose: z
    .string()
    .regex(/^[0-9a-f-]{36}(@[1-9]\d{0,5})?:[A-Za-z0-9][A-Za-z0-9_-]{0,63}:[0-9*#]{1,50}$/, 'This names no choice.')
    .optional(),
  /** What became of a transfer to a phone; of several, of one of them. */
  transfer: z.enum(transferOutcomes).optional(),
  tag: words.optional(),
  /** What went wrong: a code, as a call’s `problems` have it. */
  problem: z
    .string()
    .regex(/^[a-z0-9_-]{1,80}$/, 'This is no kind of problem.')
    .optional(),
  /** How the other one’s number begins, in E.164; a whole number finds itself alone. Or `withheld`. */
  caller: z
    .string()
    .regex(/^(\+[0-9]{0,15}|withheld)$/, 'Write the number with + and the country code, or how it begins.')
    .optional(),
  /** The hour of the day in which it began (0 to 23) by the clock of a place: `9@Asia/Singapore`. */
  hour: z
    .string()
    .max(80)
    .refine((text) => {
      const [, hour, zone] = /^(\d{1,2})@(.+)$/.exec(text) ?? []
      return Number(hour) < 24 && zoneInput.safeParse(zone).success
    }, 'Write the hour and a time zone, such as 9@Asia/Singapore.')
    .optional(),
  /** From ringing to the end: longer than so many seconds, and at most so many. */
  min: seconds.optional(),
  max: seconds.optional(),
  /** Words, or how they begin, among what was entered and tagged, and in both numbers. */
  text: words.optional(),
})

export type CallFilter = z.infer<typeof callFilterInput>
