import { isLate, type Place, placeOf, type WalkedCall, type WalkedEvent } from './walked-call'

export type CallDigest = {
  /** What the caller typed, in order, one item for each time. */
  keys: string[]
  tags: string[]
  /** Codes of `TraceProblem`, each once. */
  problems: string[]
  /** What full-text search finds it by, as plain words. */
  words: string
}

/** What a call can be found by. Nothing that was typed at a block that `isPrivate` is among it. */
export function digestOf(
  call: WalkedCall,
  events: readonly WalkedEvent[],
  isPrivate: (place: Place) => boolean,
): CallDigest {
  const keys: string[] = []
  const problems = new Set<string>()
  let at: Place | null = null
  for (const happened of events) {
    const { event, trace } = happened
    const digits = 'result' in event && !isLate(happened) ? (event.result.digits ?? '') : ''
    if (digits !== '' && !(at && isPrivate(at))) keys.push(digits)
    for (const entry of trace) {
      if (entry.type === 'entered') at = placeOf(call, entry)
      if (entry.type === 'problem') problems.add(entry.code)
    }
  }
  const words = [...numberWords(call.caller), ...numberWords(call.called), ...keys, ...call.tags]
  return { keys, tags: [...call.tags], problems: [...problems], words: [...new Set(words)].join(' ') }
}

/** A number is looked for with and without its country: its digits, and the last eight of them. */
function numberWords(e164: string): string[] {
  const digits = e164.replace(/\D/g, '')
  return digits === '' ? [] : [digits, digits.slice(-8)]
}
