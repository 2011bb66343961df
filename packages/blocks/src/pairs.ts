import { checkTemplate, type Field } from '@patchbay/flow/field'
import { z } from 'zod'

/** A name and a text that belongs to it: a header, a field of a form, an input. */
export type Pair = { name: string; value: string }

const pair = z.object({ name: z.string(), value: z.string() })

/** A list of names and texts; `name` says what a name may be. Secrets may stand in the texts if `secrets` is given. */
export function pairs(options: {
  label: string
  most: number
  name: z.ZodType<string>
  value?: z.ZodType<string>
  secrets?: true
}): Field<Pair[]> {
  const value = options.value ?? z.string().max(2_000, 'At most 2,000 characters.').superRefine(checkTemplate)
  return {
    label: options.label,
    initial: [],
    loose: z.array(pair),
    strict: z.array(z.object({ name: options.name, value })).max(options.most, `At most ${options.most}.`),
    texts: (list) => list.map((each) => each.value),
    ...(options.secrets ? { secrets: options.secrets } : {}),
  }
}
