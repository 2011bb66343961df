import { z } from 'zod'
import { keyInput, nameInput } from '../inputs'
import { keyKindInput } from './key-kind'
import { tableLimits } from './table-limits'

const keyChoice = {
  /** The name of the column with the keys; the first one if unsaid. */
  column: z.string().max(tableLimits.columnName, 'No column has such a name.').nullable().default(null),
  keyKind: keyKindInput.default('text'),
}

export const createTableInput = z.strictObject({ key: keyInput, name: nameInput, ...keyChoice })
export const keyChoiceInput = z.strictObject(keyChoice)
