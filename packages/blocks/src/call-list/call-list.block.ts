import { type ConfigProblem, defineBlock, type Outcome } from '@patchbay/flow/block'
import { carrierLimits, checkTemplate, type Field, isE164, phoneNumber, wholeNumber } from '@patchbay/flow/field'
import { weeklySchema } from '@patchbay/flow/weekly-hours'
import { z } from 'zod'
import { weekly, zone } from '../hours/hours.block'
import { openingAt } from '../hours/opening-hours'
import { wallClock } from '../hours/wall-clock'
import { heardBefore, putThrough, putThroughFields, whyNot } from '../put-through'

const entry = z.object({
  id: z.string(),
  number: z.string(),
  label: z.string(),
  message: z.string(),
  /** When it is rung; without any, always. */
  weekly: weeklySchema.default([]),
})
export type Entry = z.infer<typeof entry>

const numbers: Field<Entry[]> = {
  label: 'Numbers',
  initial: [],
  loose: z.array(entry),
  strict: z
    .array(
      z.object({
        id: z.string().min(1).max(40),
        number: phoneNumber({ label: 'Number', required: 'Say which number to ring, or take the row away.' }).strict,
        label: z.string().max(60, 'A number is labelled in at most 60 characters.'),
        message: z
          .string()
          .max(carrierLimits.msg, `A message has at most ${carrierLimits.msg.toLocaleString('en')} characters.`)
          .superRefine(checkTemplate),
        weekly: weekly.strict.default([]),
      }),
    )
    .min(1, 'Add a number to ring.')
    .max(20, 'At most 20 numbers.'),
  texts: (list) => list.flatMap(({ number, message }) => [number, message]),
}

/** The entry that is tried, from 0 on and round after round, and what its number was. */
const triedSchema = z.object({ turn: z.number(), number: z.string() })

const { callerId, tag } = putThroughFields

/**
 * Rings one number after the other until somebody answers, through the whole list so many times. A number that the
 * carrier refuses, or that is none, counts as not reached, as does one outside of its hours. How long each rings is the carrier's to say.
 */
export const callList = defineBlock({
  type: 'call-list',
  group: 'end',
  title: 'Call list',
  about: 'Rings one number after the other until somebody answers.',
  waitsForCaller: false,
  fields: {
    numbers,
    rounds: wholeNumber({ label: 'Go through the list', min: 1, max: 5, unit: 'times', placeholder: '1' }),
    zone,
    callerId,
    tag,
  },
  gives: () => ({
    results: {
      status: 'busy, unanswered or failed, of the last number',
      number: 'the number that was rung last',
      label: 'who that is',
    },
  }),
  check: ({ numbers }): ConfigProblem[] => {
    const twice = numbers.find(
      ({ number }, at) => number !== '' && numbers.findIndex((other) => other.number === number) < at,
    )
    if (!twice) return []
    return [
      {
        field: 'numbers',
        code: 'number-twice',
        message: `${twice.number} is listed twice. To ring it again, go through the list more than once.`,
        warning: true,
      },
    ]
  },
  heard: ({ numbers }) => heardBefore(numbers[0]?.message ?? ''),
  exits: () => [{ name: 'nobody', label: 'If nobody answers', failure: true }],
  run: (config, event, ctx): Outcome => {
    const { numbers } = config
    const clock = wallClock(ctx.at, config.zone)
    const onDuty = ({ weekly }: Entry) =>
      weekly.length === 0 || openingAt({ weekly, exceptions: [] }, clock, () => null).state === 'open'
    const turns = numbers.length * (config.rounds ?? 1)
    /** The next one that can be rung, from a turn on; else nobody. */
    const from = (first: number, result: Record<'status' | 'number' | 'label', string>): Outcome => {
      for (let turn = first; turn < turns; turn++) {
        const next = numbers[turn % numbers.length]
        const number = next ? ctx.render(next.number).trim() : ''
        if (next && isE164(number) && onDuty(next))
          return {
            ...putThrough(number, 'continue', { ...config, message: next.message }, ctx),
            memory: { turn, number },
          }
      }
      return { kind: 'exit', exit: 'nobody', result, memory: null }
    }
    if (event.type === 'entered') return from(0, { status: 'failed', number: '', label: '' })
    if (event.type === 'ended' || ctx.over) return { kind: 'stay', memory: null }
    if (event.type === 'accepted') return { kind: 'stay' }
    const tried = triedSchema.safeParse(ctx.memory).data ?? { turn: turns, number: '' }
    return from(tried.turn + 1, {
      status: event.type === 'done' ? whyNot(event.result.transferStatus) : 'failed',
      number: tried.number,
      label: numbers[tried.turn % numbers.length]?.label ?? '',
    })
  },
})
