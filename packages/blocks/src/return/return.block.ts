import { defineBlock } from '@patchbay/flow/block'
import { checkTemplate, type Field } from '@patchbay/flow/field'
import { reservedNames } from '@patchbay/flow/vars'
import { z } from 'zod'
import { pairs } from '../pairs'

const way: Field<string> = {
  label: 'By',
  initial: 'done',
  loose: z.string(),
  strict: z
    .string()
    .regex(/^[a-z0-9][a-z0-9 _-]{0,39}$/i, 'Name the way back with letters, digits and spaces, at most 40 of them.'),
}

const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'A result is named with small letters, digits and _, beginning with a letter.')
  .refine((given) => !reservedNames.has(given), 'Every call has that name for something else. Choose another one.')

/** Goes back to the flow that went to this one. Where none did, the call ends here. */
export const returnBlock = defineBlock({
  type: 'return',
  group: 'end',
  title: 'Return',
  about: 'Goes back to the flow that came here; a call that began here ends.',
  waitsForCaller: false,
  fields: {
    way,
    results: pairs({
      label: 'Results',
      most: 20,
      name,
      value: z.string().max(2_000, 'At most 2,000 characters.').superRefine(checkTemplate),
    }),
  },
  exits: () => [],
  run: ({ way, results }, _event, { render }) => ({
    kind: 'return',
    exit: exitOfWay(way),
    result: Object.fromEntries(results.map(({ name, value }) => [name, render(value)])),
  }),
})

/** The exit of the block that went here. */
export function exitOfWay(way: string): string {
  return `way:${way.trim().toLowerCase()}`
}
