import { z } from 'zod'
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
 * One condition. `left` names a value, such as `main_menu.digits`; `right` is a text that may name others. For `between` it is
 * two with “and” or a comma between, for `one-of` any number with commas.
 */
export const ruleSchema = z.object({ left: z.string(), op: z.enum(operatorNames), right: z.string() })
export type Rule = z.infer<typeof ruleSchema>

/** Whether a condition holds. Pure, and never throws; what is not there is empty. `right` is filled in already. */
export function holds({ left, op, right }: Rule, vars: Readonly<Record<string, Json>>): boolean {
  const value = valueAt(vars, left) ?? null
  const text = wordsOf(value)
  const other = right.trim()
  switch (op) {
    case 'is':
      return same(value, other)
    case 'is-not':
      return !same(value, other)
    case 'contains':
      return plain(text).includes(plain(other))
    case 'starts-with':
      return plain(text).startsWith(plain(other))
    case 'ends-with':
      return plain(text).endsWith(plain(other))
    case 'matches':
      return matches(plain(text), plain(other))
    case 'more-than':
      return compare(value, other) > 0
    case 'less-than':
      return compare(value, other) < 0
    case 'between': {
      const [low = '', high = ''] = other.split(/\s+and\s+|,/i).map((part) => part.trim())
      return compare(value, low) >= 0 && compare(value, high) <= 0
    }
    case 'one-of':
      return other.split(',').some((part) => same(value, part.trim()))
    case 'empty':
      return text.trim() === ''
    case 'not-empty':
      return text.trim() !== ''
    case 'yes':
      return isYes(value)
    case 'no':
      return !isYes(value)
  }
}

function wordsOf(value: Json): string {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function plain(text: string): string {
  return text.trim().toLowerCase()
}

/** Numbers are the same as numbers are; texts as people read them. Digits that were typed stay text: 007 is not 7. */
function same(value: Json, other: string): boolean {
  if (typeof value === 'number') {
    const number = numberOf(other)
    if (number !== null) return value === number
  }
  return plain(wordsOf(value)) === plain(other)
}

/** Below 0, 0 or above, as numbers if both are; not a number where there is nothing to compare. */
function compare(value: Json, other: string): number {
  const text = wordsOf(value).trim()
  if (text === '' || other === '') return Number.NaN
  const [a, b] = [numberOf(text), numberOf(other)]
  if (a !== null && b !== null) return a - b
  return text < other ? -1 : text > other ? 1 : 0
}

function numberOf(text: string): number | null {
  return /^\s*[+-]?\d{1,15}(\.\d{1,15})?\s*$/.test(text) ? Number(text) : null
}

function isYes(value: Json): boolean {
  if (typeof value === 'boolean') return value
  return ['yes', 'true', '1', 'on'].includes(plain(wordsOf(value)))
}

/**
 * Whether a text fits a pattern: `*` is any characters, `?` one, `#` one digit. Both ends count. Takes time in proportion to
 * the two lengths at worst, whatever the pattern is.
 */
export function matches(text: string, pattern: string): boolean {
  let [at, from] = [0, 0]
  let [star, resume] = [-1, 0]
  while (at < text.length) {
    const wanted = pattern[from]
    if (wanted === '*') {
      star = from++
      resume = at
    } else if (wanted !== undefined && fits(text[at] ?? '', wanted)) {
      at++
      from++
    } else if (star >= 0) {
      from = star + 1
      at = ++resume
    } else return false
  }
  while (pattern[from] === '*') from++
  return from === pattern.length
}

function fits(character: string, wanted: string): boolean {
  return wanted === '?' || (wanted === '#' ? character >= '0' && character <= '9' : wanted === character)
}
