import { defineBlock, type Exit } from '@patchbay/flow/block'
import { type Field, message, tag, wholeNumber, yesNo } from '@patchbay/flow/field'
import { z } from 'zod'
import { heardOf } from '../heard-of'
import { exitOfKey, gatherDefaults, keySequence, keyThatShows, keyThatWaits, keyTooLong, keyTwice } from '../keys'
import { optionalTexts } from '../optional-texts'

const keys: Field<string[]> = {
  label: 'Keys',
  initial: [],
  loose: z.array(z.string()),
  strict: z.array(keySequence).max(1_000, 'At most 1,000 keys.'),
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
    timeout: wholeNumber({
      label: 'Wait',
      verb: 'waits',
      min: 1,
      max: 600,
      unit: 'seconds',
      placeholder: String(gatherDefaults.timeout),
    }),
    attempts: wholeNumber({
      label: 'Repeat',
      verb: 'asks',
      min: 1,
      max: 100,
      unit: 'times',
      placeholder: String(gatherDefaults.attempts),
    }),
    tag: tag(),
    private: yesNo('Private'),
  },
  gives: (config) => ({
    results: { digits: 'the keys pressed' },
    ...(config.private ? { sealed: ['digits'] } : {}),
  }),
  check: (config) => [
    ...keyTwice(config.keys),
    ...keyTooLong(config),
    ...keyThatWaits(config),
    ...(config.private ? keyThatShows(config.keys) : []),
  ],
  seals: (config, digits) => (config.private ? exitOf(digits, config.keys, config.maxDigits ?? 0) : null),
  heard: ({ message, timeout, attempts }) =>
    heardOf(message, (timeout ?? gatherDefaults.timeout) * (attempts ?? gatherDefaults.attempts)),
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
    const { digits = '', sealed } = event.result
    if (sealed) return { kind: 'exit', exit: sealed.as, result: { digits: sealed.mark } }
    return { kind: 'exit', exit: exitOf(digits, config.keys, config.maxDigits ?? 0), result: { digits } }
  },
})

function digitsLabel(maxDigits: number | null): string {
  return maxDigits ? `If ${maxDigits} digits are entered` : 'If digits are entered'
}

function exitOf(digits: string, listed: readonly string[], maxDigits: number): string {
  if (digits === '') return 'none'
  if (listed.includes(digits)) return exitOfKey(digits)
  const complete = /^\d+$/.test(digits) && (maxDigits === 0 || digits.length === maxDigits)
  return complete && maxDigits !== 1 ? 'digits' : 'other'
}
