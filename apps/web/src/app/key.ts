import { z } from 'zod'

/** What flows may name a table or a prompt by. */
export const keySchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,39}$/,
    'Use small letters, digits and _, begin with a letter, and take at most 40 characters.',
  )

/** A key that says what the name says: “Blocked callers (2026)” becomes `blocked_callers_2026`. */
export function keyOfName(name: string, otherwise: string): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/_+$/, '')
  return plain || otherwise
}

/** A name that says what the file's name says: “blocked-callers.csv” becomes “Blocked callers”. */
export function nameOfFile(fileName: string): string {
  const words = fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[-_\s]+/g, ' ')
    .trim()
    .slice(0, 80)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
