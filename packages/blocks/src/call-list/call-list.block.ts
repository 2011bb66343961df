import { type ConfigProblem, defineBlock, type Outcome } from '@patchbay/flow/block'
import { checkTemplate, type Field, isE164, phoneNumber, tag, wholeNumber } from '@patchbay/flow/field'
import { z } from 'zod'
import { optionalTexts } from '../optional-texts'

const entrySchema = z.object({ number: z.string(), label: z.string(), message: z.string() })
export type CallListEntry = z.infer<typeof entrySchema>

const numbers: Field<CallListEntry[]> = {
  label: 'Numbers',
  initial: [],
  loose: z.array(entrySchema),
  strict: z
    .array(
      z.object({
        number: z.string().superRefine((value, ctx) => {
          if (value.includes('{{')) checkTemplate(value, ctx)
          else if (!isE164(value))
            ctx.addIssue({
              code: 'custom',
              message: `“${value.slice(0, 40)}” is no phone number. Write it with + and the country code, such as +6561234567.`,
            })
        }),
        label: z.string().max(60, 'A name has at most 60 characters.'),
        message: z.string().max(500, 'At most 500 characters.').superRefine(checkTemplate),
      }),
    )
    .min(1, 'Add a number to ring.')
    .max(50, 'At most 50 numbers.'),
  texts: (list) => list.flatMap(({ number, message }) => [number, message]),
}

/** Which number is rung, from 0, and in which round. */
const memorySchema = z.object({ at: z.number(), round: z.number() })

/**
 * Rings one number after the other until somebody answers. A number that can't be rung counts as one that does not answer. The
 * carrier decides how long each rings.
 */
export const callList = defineBlock({
  type: 'call-list',
  group: 'end',
  title: 'Call list',
  about: 'Rings one number after the other until somebody answers.',
  waitsForCaller: true,
  fields: {
    numbers,
    rounds: wholeNumber({ label: 'Go through the list', min: 1, max: 5, unit: 'times', placeholder: '1' }),
    callerId: phoneNumber({ label: 'Caller ID', also: ['private'], placeholder: "the carrier's choice" }),
    tag: tag(),
  },
  gives: () => ({ results: { tried: 'how many were rung' } }),
  check: ({ numbers }): ConfigProblem[] => {
    const all = numbers.map(({ number }) => number)
    const twice = all.find((number, index) => number !== '' && all.indexOf(number) !== index)
    return twice === undefined
      ? []
      : [{ field: 'numbers', code: 'number-twice', message: `${twice} is listed twice.`, warning: true }]
  },
  heard: ({ numbers }) => ({ sound: numbers[0]?.message.trim() ? 'message' : 'ringing' }),
  exits: () => [{ name: 'nobody', label: 'If nobody answers', failure: true, silence: true }],
  run: ({ numbers, rounds, callerId, tag }, event, { memory, over, render, say }): Outcome => {
    const ring = (at: number, round: number): Outcome => {
      const entry = numbers[at]
      if (!entry) {
        if (numbers.length > 0 && round < (rounds ?? 1)) return ring(0, round + 1)
        return { kind: 'exit', exit: 'nobody', result: { tried: numbers.length * round }, memory: null }
      }
      return {
        kind: 'wait',
        memory: { at, round },
        command: {
          type: 'transfer',
          dest: render(entry.number),
          onFailure: 'continue',
          ...optionalTexts({ msg: say(entry.message), callerId: render(callerId), tag: render(tag) }),
        },
      }
    }
    if (event.type === 'entered') return ring(0, 1)
    if (over || (event.type !== 'done' && event.type !== 'refused')) return { kind: 'stay' }
    const now = memorySchema.safeParse(memory)
    return now.success ? ring(now.data.at + 1, now.data.round) : ring(numbers.length, rounds ?? 1)
  },
})
