import type { Hop } from './path'

type Placed = { place: { flow: string; node: string } | null; hops: number }

/**
 * The moment to go to for a block: the next one at it after the moment `at`, and from the last of them round to the first. A block of
 * which nothing is told stands where the call had come to it. Null where the call never did.
 */
export function momentOfBlock(
  moments: readonly Placed[],
  path: readonly Hop[],
  block: { flow: string; node: string },
  at: number,
): number | null {
  const is = (place: { flow: string; node: string } | null) => place?.flow === block.flow && place.node === block.node
  const own = moments.flatMap(({ place }, index) => (is(place) ? [index] : []))
  const passed = path.flatMap((hop, index) => (is(hop) ? [moments.findIndex(({ hops }) => hops > index)] : []))
  const found = own.length > 0 ? own : passed.filter((index) => index >= 0)
  return found.find((index) => index > at) ?? found[0] ?? null
}
