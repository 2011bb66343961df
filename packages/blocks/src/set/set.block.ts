import { defineBlock } from '@patchbay/flow/block'
import { checkTemplate, type Field } from '@patchbay/flow/field'
import { isYes, numberOf } from '@patchbay/flow/rules'
import { type Json, kept, reservedNames } from '@patchbay/flow/vars'
import { z } from 'zod'

const types = ['text', 'number', 'yes-no'] as const
const assignment = z.object({ name: z.string(), value: z.string(), as: z.enum(types) })
export type Assignment = z.infer<typeof assignment>

const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'A variable is named with small letters, digits and _, beginning with a letter.')
  // The language of prompts is what a flow may choose of what every call has.
  .refine(
    (given) => given === 'language' || !reservedNames.has(given),
    'Every call has that name for something else. Choose another one.',
  )

const values: Field<Assignment[]> = {
  label: 'Variables',
  initial: [],
  loose: z.array(assignment),
  strict: z
    .array(
      assignment.extend({
        name,
        value: z.string().max(2_000, 'At most 2,000 characters.').superRefine(checkTemplate),
      }),
    )
    .min(1, 'Say what is set.')
    .max(50, 'At most 50 variables.'),
  texts: (list) => list.map(({ value }) => value),
}

/** Sets variables of the call. Each may name what was set before it. */
export const set = defineBlock({
  type: 'set',
  group: 'logic',
  title: 'Set',
  about: 'Keeps something under a name, for texts and conditions that come later.',
  waitsForCaller: false,
  fields: { values },
  gives: ({ values }) => ({ sets: values.map(({ name }) => name).filter((name) => name !== 'language') }),
  refers: ({ values }) =>
    values.flatMap(({ name, value }) =>
      name === 'language' && !value.includes('{') ? [{ kind: 'language', field: 'values', code: value.trim() }] : [],
    ),
  exits: () => [{ name: 'next', label: 'Then' }],
  run: ({ values }, _event, { render }) => {
    const set: Record<string, Json> = Object.create(null)
    const odd: string[] = []
    for (const { name, value, as } of values) {
      const said = render(value, set)
      const read = readAs(as, said)
      if (read === null) odd.push(`“${said.slice(0, 40)}” is no number, so ${name} is empty`)
      if (name !== '__proto__') set[name] = kept(read ?? '')
    }
    return {
      kind: 'exit',
      exit: 'next',
      set: { ...set },
      ...(odd.length > 0 ? { why: odd.slice(0, 3).join(', ') } : {}),
    }
  },
})

/** Null where a number was wanted and none can be read. */
function readAs(as: Assignment['as'], text: string): Json {
  if (as === 'text') return text
  return as === 'yes-no' ? isYes(text) : numberOf(text)
}
