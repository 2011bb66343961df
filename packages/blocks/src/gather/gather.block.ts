import { type ConfigProblem, defineBlock, type Exit } from '@patchbay/flow/block'
import { type Field, message, tag, wholeNumber } from '@patchbay/flow/field'
import { z } from 'zod'
import { heardOf } from '../heard-of'
import { optionalTexts } from '../optional-texts'

/** `#` ends what is typed and is never part of it, so it can't be a key of its own. */
const keySequence = z.string().regex(/^[0-9*]{1,32}$/, 'A key is 0 to 9 or *; # always ends what the caller types.')

const keys: Field<string[]> = {
  label: 'Keys',
  initial: [],
  loose: z.array(z.string()),
  strict: z.array(keySequence).max(1_000, 'At most 1,000 keys.'),
}

/** What the carrier takes where nothing is given; seconds and times. */
const defaults = { timeout: 15, attempts: 1 } as const

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
    timeout: wholeNumber({
      label: 'Wait',
      verb: 'waits',
      min: 1,
      max: 600,
      unit: 'seconds',
      placeholder: String(defaults.timeout),
    }),
    attempts: wholeNumber({
      label: 'Repeat',
      verb: 'asks',
      min: 1,
      max: 100,
      unit: 'times',
      placeholder: String(defaults.attempts),
    }),
    tag: tag(),
  },
  gives: () => ({ results: { digits: 'the keys pressed' } }),
  check: (config) => [...keyTwice(config.keys), ...keyTooLong(config), ...keyThatWaits(config)],
  heard: ({ message, timeout, attempts }) =>
    heardOf(message, (timeout ?? defaults.timeout) * (attempts ?? defaults.attempts)),
  exits: (config): Exit[] => [
    ...[...new Set(config.keys)].map((key) => ({ name: exitOfKey(key), label: `If ${key} is pressed`, key })),
    ...(config.maxDigits === 1 ? [] : [{ name: 'digits', label: digitsLabel(config.maxDigits) }]),
    { name: 'other', label: 'If anything else is pressed' },
    { name: 'none', label: 'If nobody presses a key', silence: true },
  ],
  run: (config, event, { render, say }) => {
    if (event.type === 'entered')
      return {
        kind: 'wait',
        command: {
          type: 'gather',
          ...(config.maxDigits === null ? {} : { maxDigits: config.maxDigits }),
          ...(config.timeout === null ? {} : { timeout: config.timeout }),
          ...(config.attempts === null ? {} : { attempts: config.attempts }),
          ...optionalTexts({ msg: say(config.message), tag: render(config.tag) }),
        },
      }
    if (event.type !== 'done') return { kind: 'stay' }
    const digits = event.result.digits ?? ''
    return { kind: 'exit', exit: exitOf(digits, config.keys, config.maxDigits ?? 0), result: { digits } }
  },
})

type Listed = { keys: string[]; maxDigits: number | null; timeout: number | null; message: string }

function keyTwice(keys: string[]): ConfigProblem[] {
  const once = [...new Set(keys)]
  if (once.length === keys.length) return []
  return [
    {
      field: 'keys',
      code: 'key-twice',
      message: 'A key is listed twice.',
      fix: { label: 'List it once', config: { keys: once } },
    },
  ]
}

function keyTooLong({ keys, maxDigits }: Listed): ConfigProblem[] {
  const long = maxDigits ? keys.find((key) => key.length > maxDigits) : undefined
  if (long === undefined) return []
  const most = maxDigits === 1 ? 'one key' : `${maxDigits} keys`
  const message = `Nobody can press ${long}: the caller may press ${most} at most.`
  return [{ field: 'keys', code: 'key-too-long', message }]
}

/**
 * The carrier knows no keys: it listens until the most digits are typed, for `#`, or for the time-out. So a caller who
 * presses 1 where 12 is listed too waits, and no time-out would tell the two apart sooner.
 */
function keyThatWaits({ keys, maxDigits, timeout, message }: Listed): ConfigProblem[] {
  if (hash.test(message)) return []
  // In this order whatever begins with a key stands right behind it.
  const sorted = [...new Set(keys)].filter((key) => key !== '' && (!maxDigits || key.length <= maxDigits)).sort()
  const at = sorted.findIndex((key, index) => sorted[index + 1]?.startsWith(key))
  const [short, long] = sorted.slice(at, at + 2)
  if (at < 0 || short === undefined || long === undefined) return []
  return [
    {
      field: 'keys',
      code: 'key-waits',
      message: `Callers who press ${short} wait ${timeout ?? defaults.timeout} seconds, since ${long} begins with it too. Ask them to press # after it, or choose keys that differ from the start.`,
      warning: true,
    },
  ]
}

/** A message that asks for the hash key, in English at least. */
const hash = /#|\bhash\b|\bpound\b/i

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
