import { type ConfigProblem, defineBlock, type Exit } from '@patchbay/flow/block'
import type { Field } from '@patchbay/flow/field'
import { z } from 'zod'
import { haveOwnIds } from '../own-ids'

const part = z.object({ id: z.string(), label: z.string(), percent: z.number().nullable() })
export type Part = z.infer<typeof part>

const parts: Field<Part[]> = {
  label: 'Parts',
  initial: [
    { id: 'a', label: 'A', percent: 50 },
    { id: 'b', label: 'B', percent: 50 },
  ],
  loose: z.array(part),
  strict: z
    .array(
      part.extend({
        id: z.string().min(1).max(40),
        label: z.string().max(40, 'A part is named in at most 40 characters.'),
        percent: z.number('Give each part a percentage.').min(0, 'From 0 to 100.').max(100, 'From 0 to 100.'),
      }),
    )
    .min(2, 'A split has two parts at least.')
    .max(20, 'At most 20 parts.')
    .refine(haveOwnIds, 'Two parts have the same id. Remove one of them, and add it again.'),
}

/** Sends calls one way or another by chance. The same call walked again takes the same way. */
export const split = defineBlock({
  type: 'split',
  group: 'logic',
  title: 'Random split',
  about: 'Sends so many of a hundred calls one way, and the others another.',
  waitsForCaller: false,
  fields: { parts },
  check: ({ parts }): ConfigProblem[] => {
    const sum = parts.reduce((all, { percent }) => all + (percent ?? 0), 0)
    if (Math.abs(sum - 100) < 0.001) return []
    return [
      {
        field: 'parts',
        code: 'not-a-hundred',
        message: `The parts make ${Number(sum.toFixed(2))} %, not 100.`,
        fix: { label: 'Share evenly', config: { parts: evenly(parts) } },
      },
    ]
  },
  exits: ({ parts }): Exit[] =>
    parts.map((part, index) => ({ name: `part:${part.id}`, label: `Part ${nameOf(part, index)}` })),
  run: ({ parts }, _event, { chance }) => {
    let left = chance() * parts.reduce((all, { percent }) => all + (percent ?? 0), 0)
    const taken = parts.find(({ percent }) => {
      left -= percent ?? 0
      return left < 0
    })
    return { kind: 'exit', exit: `part:${(taken ?? parts.at(-1))?.id ?? ''}`, why: 'by chance' }
  },
})

/** What a part is called, or which it is. */
export function nameOf({ label }: Part, index: number): string {
  return label.trim() || String(index + 1)
}

/** Whole percentages that make 100; the first parts get what is left over. */
export function evenly(parts: readonly Part[]): Part[] {
  const each = Math.floor(100 / parts.length)
  const more = 100 - each * parts.length
  return parts.map((part, index) => ({ ...part, percent: each + (index < more ? 1 : 0) }))
}
