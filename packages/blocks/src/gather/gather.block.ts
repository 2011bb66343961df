import { type ConfigProblem, defineBlock, type Exit } from '@patchbay/flow/block'
import { type Field, message, tag, wholeNumber } from '@patchbay/flow/field'
import { z } from 'zod'
import { optionalTexts } from '../optional-texts'

/** `#` ends what is typed and is never part of it, so it can't be a key of its own. */
const keySequence = z.string().regex(/^[0-9*]{1,32}$/, 'A key is 0 to 9 or *; # always ends what the caller types.')

const keys: Field<string[]> = {
  label: 'Keys',
  initial: [],
  loose: z.array(z.string()),
  strict: z
    .array(keySequence)
    .max(1_000, 'At most 1,000 keys.')
    .refine((list) => new Set(list).size === list.length, 'A key is listed twice.'),
}

/**
 * Waits for keys. One exit per key that the author lists (a key may be several digits long), one for any other input,
 * one for nothing pressed and, where several digits can be typed, one for a complete entry that no key names.
 */
export const gather = defineBlock({
  type: 'gather',
  group: 'middle',
  title: 'Gather',
  about: 'Asks the caller to press keys.',
  waitsForCaller: true,
  fields: {
    message: message(),
    keys,
    maxDigits: wholeNumber({
      label: 'Most digits',
      min: 0,
      max: 255,
      unit: 'digits',
      placeholder: 'no limit',
      initial: 1,
    }),
    timeout: wholeNumber({ label: 'Wait', verb: 'waits', min: 1, max: 600, unit: 'seconds', placeholder: '15' }),
    attempts: wholeNumber({ label: 'Repeat', verb: 'asks', min: 1, max: 100, unit: 'times', placeholder: '1' }),
    tag: tag(),
  },
  check: ({ keys: listed, maxDigits }): ConfigProblem[] => {
    const long = maxDigits ? listed.find((key) => key.length > maxDigits) : undefined
    return long === undefined
      ? []
      : [
          {
            field: 'keys',
            code: 'key-too-long',
            message: `Nobody can press ${long}: the caller may press ${maxDigits === 1 ? 'one key' : `${maxDigits} keys`} at most.`,
          },
        ]
  },
  exits: (config): Exit[] => [
    ...config.keys.map((key) => ({ name: exitOfKey(key), label: `If ${key} is pressed`, key })),
    ...(config.maxDigits === 1 ? [] : [{ name: 'digits', label: digitsLabel(config.maxDigits) }]),
    { name: 'other', label: 'If anything else is pressed' },
    { name: 'none', label: 'If nobody presses a key' },
  ],
  run: (config, event, { render }) => {
    if (event.type === 'entered')
      return {
        kind: 'wait',
        command: {
          type: 'gather',
          ...(config.maxDigits === null ? {} : { maxDigits: config.maxDigits }),
          ...(config.timeout === null ? {} : { timeout: config.timeout }),
          ...(config.attempts === null ? {} : { attempts: config.attempts }),
          ...optionalTexts({ msg: render(config.message), tag: render(config.tag) }),
        },
      }
    if (event.type !== 'done') return { kind: 'stay' }
    return { kind: 'exit', exit: exitOf(event.result.digits ?? '', config.keys, config.maxDigits ?? 0) }
  },
})

/** The exit of a listed key. */
export function exitOfKey(key: string): string {
  return `key:${key}`
}

function digitsLabel(maxDigits: number | null): string {
  return maxDigits ? `If ${maxDigits} digits are entered` : 'If digits are entered'
}

function exitOf(digits: string, listed: readonly string[], maxDigits: number): string {
  if (digits === '') return 'none'
  if (listed.includes(digits)) return exitOfKey(digits)
  const complete = /^\d+$/.test(digits) && (maxDigits === 0 || digits.length === maxDigits)
  return complete && maxDigits !== 1 ? 'digits' : 'other'
}
