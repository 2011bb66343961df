import { type ConfigProblem, defineBlock, type Exit } from '@patchbay/flow/block'
import { carrierLimits, type Field, message, tag, text, wholeNumber, yesNo } from '@patchbay/flow/field'
import { z } from 'zod'
import { heardOf } from '../heard-of'
import { exitOfKey, gatherDefaults, keySequence, keyThatWaits, keyTwice } from '../keys'
import { optionalTexts } from '../optional-texts'
import { spokenTogether } from '../spoken-together'

const choiceSchema = z.object({ key: z.string(), label: z.string() })
export type MenuChoice = z.infer<typeof choiceSchema>

const choices: Field<MenuChoice[]> = {
  label: 'Choices',
  initial: [],
  loose: z.array(choiceSchema),
  strict: z
    .array(z.object({ key: keySequence, label: z.string().max(60, 'A choice is named in at most 60 characters.') }))
    .min(1, 'Add a choice: a menu without keys leads nowhere.')
    .max(100, 'At most 100 choices.'),
}

const defaults = { tries: 2 } as const
const tries = (label: string) =>
  wholeNumber({ label, min: 0, max: 20, unit: 'times', placeholder: String(defaults.tries) })

/** How often the caller has pressed something that is no choice, and nothing at all. */
const countsSchema = z.object({ wrong: z.number(), silent: z.number() })
const none = { wrong: 0, silent: 0 }

/**
 * Says what can be chosen and waits for it; tells callers who press something else, or nothing, and asks again, each so many
 * times. One exit for each choice, and one for each who never chooses.
 */
export const menu = defineBlock({
  type: 'menu',
  group: 'middle',
  title: 'Menu',
  about: 'Offers choices by key, and asks again when a wrong key or none is pressed.',
  waitsForCaller: true,
  fields: {
    message: message({ required: 'Say what can be chosen.' }),
    choices,
    timeout: wholeNumber({
      label: 'Wait',
      verb: 'waits',
      min: 1,
      max: 600,
      unit: 'seconds',
      placeholder: String(gatherDefaults.timeout),
    }),
    invalid: text({
      label: 'After a wrong key',
      max: carrierLimits.msg,
      verb: 'says',
      placeholder: 'Nothing more is said.',
    }),
    invalidTries: tries('Ask again'),
    silent: text({
      label: 'If nothing is pressed',
      max: carrierLimits.msg,
      verb: 'says',
      placeholder: 'Nothing more is said.',
    }),
    silentTries: tries('Ask again'),
    tag: tag(),
    private: yesNo('Private'),
  },
  gives: (config) => ({
    results: { digits: 'the keys pressed', choice: 'what they stand for' },
    ...(config.private ? { sealed: ['digits'] } : {}),
  }),
  check: ({ choices, message, invalid, silent, timeout }): ConfigProblem[] => {
    const keys = choices.map(({ key }) => key)
    const longest = Math.max(invalid.length, silent.length) + message.length + 1
    const [twice] = keyTwice(keys)
    return [
      ...(twice
        ? [
            {
              field: 'choices',
              code: twice.code,
              message: twice.message,
              fix: {
                label: 'List it once',
                config: { choices: choices.filter(({ key }, index) => keys.indexOf(key) === index) },
              },
            },
          ]
        : []),
      ...keyThatWaits({ keys, maxDigits: longestOf(keys), timeout, message }).map((problem) => ({
        ...problem,
        field: 'choices',
      })),
      ...(longest > carrierLimits.msg && message.length <= carrierLimits.msg
        ? [
            {
              field: 'message',
              code: 'too-long-together',
              message: `The message and what is said before it are ${longest} characters together; the carrier takes ${carrierLimits.msg}.`,
            },
          ]
        : []),
    ]
  },
  seals: (config, digits) =>
    config.private ? (config.choices.some(({ key }) => key === digits) ? exitOfKey(digits) : 'invalid') : null,
  heard: ({ message, timeout }) => heardOf(message, timeout ?? gatherDefaults.timeout),
  exits: ({ choices }): Exit[] => {
    const seen = new Map(choices.map((choice) => [choice.key, choice]))
    return [
      ...[...seen.values()].map(({ key, label }) => ({
        name: exitOfKey(key),
        label: label.trim() === '' ? `If ${key} is pressed` : `If ${key} is pressed: ${label}`,
        key,
      })),
      { name: 'invalid', label: 'If only wrong keys are pressed' },
      { name: 'none', label: 'If nobody presses a key', silence: true },
    ]
  },
  run: (config, event, { memory, render, say }) => {
    const parsed = countsSchema.safeParse(memory)
    const counts = parsed.success ? parsed.data : none
    const ask = (before: string, now: typeof counts) => ({
      kind: 'wait' as const,
      memory: now,
      command: {
        type: 'gather' as const,
        maxDigits: longestOf(config.choices.map(({ key }) => key)),
        attempts: 1,
        ...(config.timeout === null ? {} : { timeout: config.timeout }),
        ...optionalTexts({
          msg: spokenTogether(say(before), say(config.message)),
          tag: render(config.tag),
        }),
      },
    })
    if (event.type === 'entered') return ask('', none)
    if (event.type === 'accepted') return { kind: 'stay' }
    if (event.type !== 'done') return { kind: 'stay', memory: null }
    const { sealed } = event.result
    const digits = sealed?.mark ?? event.result.digits ?? ''
    const leave = (exit: string, choice = '') => ({
      kind: 'exit' as const,
      exit,
      result: { digits, choice },
      memory: null,
    })
    const chosen = config.choices.find(({ key }) => (sealed ? exitOfKey(key) === sealed.as : key === digits))
    if (chosen) return leave(exitOfKey(chosen.key), chosen.label)
    if (digits === '') {
      if (counts.silent >= (config.silentTries ?? defaults.tries)) return leave('none')
      return ask(config.silent, { ...counts, silent: counts.silent + 1 })
    }
    if (counts.wrong >= (config.invalidTries ?? defaults.tries)) return leave('invalid')
    return ask(config.invalid, { ...counts, wrong: counts.wrong + 1 })
  },
})

/** The most keys that a choice has; one where there is none yet. */
function longestOf(keys: readonly string[]): number {
  return Math.max(1, ...keys.map((key) => key.length))
}
