import { defineBlock } from '@patchbay/flow/block'
import { checkTemplate, type Field } from '@patchbay/flow/field'
import { z } from 'zod'

const longest = 40

const labels: Field<string[]> = {
  label: 'Tags',
  initial: [],
  loose: z.array(z.string()),
  strict: z
    .array(
      z
        .string()
        .trim()
        .min(1, 'Write a tag, or take it away.')
        .max(200, 'At most 200 characters.')
        .refine((tag) => tag.includes('{') || tag.length <= longest, `A tag has at most ${longest} characters.`)
        .superRefine(checkTemplate),
    )
    .min(1, 'Write a tag.')
    .max(10, 'At most 10 tags.'),
  texts: (list) => list,
}

/** Puts labels on the call, which stand beside it in the log. */
export const tagCall = defineBlock({
  type: 'tag',
  group: 'logic',
  title: 'Tag',
  about: 'Puts labels on the call, which stand beside it in the log.',
  waitsForCaller: false,
  fields: { labels },
  exits: () => [{ name: 'next', label: 'Then' }],
  run: ({ labels }, _event, { render }) => ({
    kind: 'exit',
    exit: 'next',
    tags: labels.map((label) => short(render(label).trim())).filter((label) => label !== ''),
  }),
})

/** What is filled in may be longer than a tag: the rest is left out, and no half of a letter stays. */
function short(tag: string): string {
  return tag.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')
}
