import { z } from 'zod'
import { matches } from './pattern'
import { type Json, valueAt } from './vars'

/** What can be asked of a value, in the words in which it is asked. */
export const operators = {
  is: 'is',
  'is-not': 'is not',
  contains: 'contains',
  'starts-with': 'starts with',
  'ends-with': 'ends with',
  matches: 'matches',
  'more-than': 'is more than',
  'less-than': 'is less than',
  between: 'is between',
  'one-of': 'is one of',
  empty: 'is empty',
  'not-empty': 'is not empty',
  yes: 'is yes',
  no: 'is no',
} as const
export type Operator = keyof typeof operators

/** Those that ask for nothing more. */
export const aloneOperators: ReadonlySet<Operator> = new Set(['empty', 'not-empty', 'yes', 'no'])

const operatorNames = Object.keys(operators) as [Operator, ...Operator[]]

/**
 * One condition. `left` names a value, such as `main_menu.digits`; `right` is a text that may name others. `between` has a
 * second one, `right2`; `one-of` takes any number, with commas between them.
 */
export const ruleSchema = z.object({
  left: z.string(),
  op: z.enum(operatorNames),
  right: z.string(),
  right2: z.string().optional(),
})
export type Rule = z.infer<typeof ruleSchema>

/** A condition with its texts filled in. */
export type FilledRule = { left: string; op: Operator; right: Json; right2?: Json | undefined }

/** Whether a condition holds. Pure, and never throws; what is not there is empty. */
export function holds({ left, op, right, right2 = '' }: FilledRule, vars: Readonly<Record<string, Json>>): boolean {
  const value = valueAt(vars, left.trim()) ?? null
  const text = plain(value)
  const other = plain(right)
  switch (op) {
    case 'is':
      return same(value, right)
    case 'is-not':
      return !same(value, right)
    case 'contains':
      return text.includes(other)
    case 'starts-with':
      return text.startsWith(other)
    case 'ends-with':
      return text.endsWith(other)
    case 'matches':
      return matches(text, other)
    case 'more-than':
      return compare(text, other) > 0
    case 'less-than':
      return compare(text, other) < 0
    case 'between':
      return compare(text, other) >= 0 && compare(text, plain(right2)) <= 0
    case 'one-of':
      return isOneOf(value, wordsOf(right).split(','))
    case 'empty':
      return text === ''
    case 'not-empty':
      return text !== ''
    case 'yes':
      return isYes(value)
    case 'no':
      return !isYes(value)
  }
}

/** A number as people write it, within what is exact, or null: no `0x10`, no `1e5`, no blanks inside. */
export function numberOf(text: string): number | null {
  const digits = text.trim()
  return digits.length <= 32 && /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(digits) ? Number(digits) : null
}

/** Whether a value means yes; whatever else it is means no. */
export function isYes(value: Json): boolean {
  return value === true || ['yes', 'true', '1', 'on'].includes(plain(value))
}

function wordsOf(value: Json): string {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** As people read it: without the blanks around it, and in any case. */
function plain(value: Json): string {
  return wordsOf(value).trim().toLowerCase()
}

/** If one side is a number and the other reads as one, as numbers. Digits that were typed are text: 007 is not 7. */
function same(value: Json, other: Json): boolean {
  if (typeof value === 'number' || typeof other === 'number') {
    const [a, b] = [numberOf(wordsOf(value)), numberOf(wordsOf(other))]
    if (a !== null && b !== null) return a === b
  }
  return plain(value) === plain(other)
}

/** Reads the value once, however many there are to compare it with. */
function isOneOf(value: Json, others: readonly string[]): boolean {
  const text = plain(value)
  return others.some((other) => plain(other) === text || (typeof value === 'number' && numberOf(other) === value))
}

/** Below 0, 0 or above: as numbers if both read as one, else by their code points; not a number where one is empty. */
function compare(text: string, other: string): number {
  if (text === '' || other === '') return Number.NaN
  const [a, b] = [numberOf(text), numberOf(other)]
  if (a !== null && b !== null) return a - b
  return text < other ? -1 : text > other ? 1 : 0
}
