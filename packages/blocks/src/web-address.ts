import { checkTemplate, type Field } from '@patchbay/flow/field'
import { z } from 'zod'

/** A server's address, whole; or one of the flow's settings with more behind it. What a caller says never chooses the server. */
const beginning = /^$|^https?:\/\/[^\s/{]|^\{\{\s*settings\.[a-z][a-z0-9_]*\s*\}\}/

/** Where a program is asked or told. May be empty: a block that needs one says so. */
export function webAddress({ placeholder }: { placeholder: string }): Field<string> {
  return {
    label: 'Address',
    initial: '',
    loose: z.string(),
    strict: z
      .string()
      .max(2_000, 'At most 2,000 characters.')
      .regex(beginning, 'Write the whole address, beginning with https:// or with one of the flow’s settings.')
      .superRefine(checkTemplate),
    texts: (value) => [value],
    secrets: true,
    placeholder,
  }
}
