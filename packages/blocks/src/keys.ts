import type { ConfigProblem } from '@patchbay/flow/block'
import { z } from 'zod'

/** `#` ends what is typed and is never part of it, so it can't be a key of its own. */
export const keySequence = z
  .string()
  .regex(/^[0-9*]{1,32}$/, 'A key is 0 to 9 or *; # always ends what the caller types.')

/** What the carrier takes where nothing is given; seconds and times. */
export const gatherDefaults = { timeout: 15, attempts: 1 } as const

/** The exit of a listed key. */
export function exitOfKey(key: string): string {
  return `key:${key}`
}

type Listed = { keys: string[]; maxDigits: number | null; timeout: number | null; message: string }

export function keyTwice(keys: string[]): ConfigProblem[] {
  const once = [...new Set(keys)]
  if (once.length === keys.length) return []
  return [
    {
      field: 'keys',
      code: 'key-twice',
      message: 'A key is listed twice.',
      fix: { label: 'List it once', config: { keys: once } },
    },
  ]
}

export function keyTooLong({ keys, maxDigits }: Listed): ConfigProblem[] {
  const long = maxDigits ? keys.find((key) => key.length > maxDigits) : undefined
  if (long === undefined) return []
  const most = maxDigits === 1 ? 'one key' : `${maxDigits} keys`
  const message = `Nobody can press ${long}: the caller may press ${most} at most.`
  return [{ field: 'keys', code: 'key-too-long', message }]
}

/**
 * The carrier knows no keys: it listens until the most digits are typed, for `#`, or for the time-out. So a caller who
 * presses 1 where 12 is listed too waits, and no time-out would tell the two apart sooner.
 */
export function keyThatWaits({ keys, maxDigits, timeout, message }: Listed): ConfigProblem[] {
  if (hash.test(message)) return []
  // In this order whatever begins with a key stands right behind it.
  const sorted = [...new Set(keys)].filter((key) => key !== '' && (!maxDigits || key.length <= maxDigits)).sort()
  const at = sorted.findIndex((key, index) => sorted[index + 1]?.startsWith(key))
  const [short, long] = sorted.slice(at, at + 2)
  if (at < 0 || short === undefined || long === undefined) return []
  return [
    {
      field: 'keys',
      code: 'key-waits',
      message: `Callers who press ${short} wait ${timeout ?? gatherDefaults.timeout} seconds, since ${long} begins with it too. Ask them to press # after it, or choose keys that differ from the start.`,
      warning: true,
    },
  ]
}

/** Whoever sees which way a call took knows what was pressed: what is private should have no way of its own. */
export function keyThatShows(keys: readonly string[]): ConfigProblem[] {
  const code = keys.find((key) => key.length > 1)
  if (code === undefined) return []
  return [
    {
      field: 'keys',
      code: 'key-shows',
      message: `${code} has a way out of its own, so the log shows when it was typed. Look private digits up in a table instead.`,
      warning: true,
    },
  ]
}

/** A message that asks for the hash key, in English at least. */
const hash = /#|\bhash\b|\bpound\b/i
