import { varLimits } from './vars'

/** The most characters that are compared with a pattern, and the longest pattern: what is longer fits none. */
export const patternLimits = { text: varLimits.text, pattern: 500 } as const

const bits = 32

/**
 * Whether a text fits a pattern: `*` is any characters, `?` one, `#` one digit. Both ends count. All places of the pattern
 * at which the text may stand are followed at once, as bits of a few words, and nothing is tried twice: the time is that of
 * reading the text once, whatever the pattern is.
 */
export function matches(text: string, pattern: string): boolean {
  if (text.length > patternLimits.text || pattern.length > patternLimits.pattern) return false
  const { taken, loops, last } = placesOf(pattern)
  const now = new Uint32Array(loops.length)
  now[0] = 1
  for (let at = 0; at < text.length; at++) {
    const takes = taken(text.charAt(at))
    let carry = 0
    for (let word = 0; word < now.length; word++) {
      const here = now[word] ?? 0
      const on = here & (takes[word] ?? 0)
      now[word] = (on << 1) | carry | (here & (loops[word] ?? 0))
      carry = on >>> (bits - 1)
    }
  }
  return has(now, last)
}

/**
 * A pattern's places, between its characters other than `*`: from which of them each character leads to the next, and at
 * which a `*` takes any. The text fits if it ends at the last.
 */
function placesOf(pattern: string) {
  const wanted = pattern.replaceAll('*', '')
  const empty = () => new Uint32Array(Math.floor(wanted.length / bits) + 1)
  const loops = empty()
  let place = 0
  for (const character of pattern.split('')) {
    if (character === '*') add(loops, place)
    else place++
  }
  const [any, digit] = [empty(), empty()]
  for (let at = 0; at < wanted.length; at++) {
    if (wanted[at] === '?') add(any, at)
    if (wanted[at] === '?' || wanted[at] === '#') add(digit, at)
  }
  const otherwise = (character: string) => (character >= '0' && character <= '9' ? digit : any)
  const known = new Map<string, Uint32Array>()
  for (let at = 0; at < wanted.length; at++) {
    const character = wanted.charAt(at)
    if (character === '?' || character === '#') continue
    const mask = known.get(character) ?? otherwise(character).slice()
    add(mask, at)
    known.set(character, mask)
  }
  return { taken: (character: string) => known.get(character) ?? otherwise(character), loops, last: wanted.length }
}

function add(set: Uint32Array, place: number): void {
  const word = Math.floor(place / bits)
  set[word] = (set[word] ?? 0) | (1 << (place % bits))
}

function has(set: Uint32Array, place: number): boolean {
  return (((set[Math.floor(place / bits)] ?? 0) >>> (place % bits)) & 1) === 1
}
