import { z } from 'zod'
import { nameInput } from '../inputs'
import { keyKindInput } from './key-kind'
import { tableLimits } from './table-limits'

/** How flows name a table, a prompt or a secret. */
const keyInput = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,39}$/,
    'A key has small letters, digits and _, begins with a letter, and has at most 40 characters.',
  )

const keyChoice = {
  /** The name of the column with the keys; the first one if unsaid. */
  column: z.string().max(tableLimits.columnName, 'No column has such a name.').nullable().default(null),
  keyKind: keyKindInput.default('text'),
}

export const createTableInput = z.strictObject({ key: keyInput, name: nameInput, ...keyChoice })
export const keyChoiceInput = z.strictObject(keyChoice)
