import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

export type Random = {
  /** A whole number from `from` to `to`, both included. */
  whole: (from: number, to: number) => number
  /** Whether something of this share (0 to 1) happens. */
  chance: (share: number) => boolean
  pick: <T>(from: readonly [T, ...T[]]) => T
}

/** Chance that can be repeated: the same seed gives the same answers in the same order. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  const whole = (from: number, to: number) => uniformInt(generator, from, to)
  return {
    whole,
    chance: (share) => whole(0, 999_999) < share * 1_000_000,
    pick: (from) => from[whole(0, from.length - 1)] ?? from[0],
  }
}
