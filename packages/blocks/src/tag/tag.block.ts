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
        .superRefine(checkTemplate),
    )
    .min(1, 'Write a tag.')
    .max(10, 'At most 10 tags.'),
  texts: (list) => list,
}

/** Puts labels on the call, by which it is found in the log. */
export const tagCall = defineBlock({
  type: 'tag',
  group: 'logic',
  title: 'Tag',
  about: 'Puts labels on the call, by which it is found in the log.',
  waitsForCaller: false,
  fields: { labels },
  exits: () => [{ name: 'next', label: 'Then' }],
  run: ({ labels }, _event, { render }) => ({
    kind: 'exit',
    exit: 'next',
    tags: labels.map((label) => render(label).trim().slice(0, longest)).filter((label) => label !== ''),
  }),
})
