import type { Seen } from './now-state'

/** More calls than these on one block are a number beside its dots; in a crowd there is only the number. */
export const mostDots = 5
export const crowd = 12

/** The dots of one block, from left to right, and how many calls more are there. */
export type NodeDots = { node: string; dots: { seen: Seen; place: number }[]; more: number }

/** Which calls are dots: of each block those that came last, and the one that is followed, wherever it is. Pure. */
export function gatherDots(calls: readonly Seen[], followed: string | null): NodeDots[] {
  const byNode = new Map<string, Seen[]>()
  for (const seen of calls) {
    const { at } = seen.call
    if (at === null) continue
    const there = byNode.get(at)
    if (there) there.push(seen)
    else byNode.set(at, [seen])
  }
  return [...byNode].map(([node, there]) => {
    const kept = there.filter(({ call }) => call.id === followed)
    if (there.length > crowd)
      return { node, dots: kept.map((seen, place) => ({ seen, place })), more: there.length - kept.length }
    there.sort(inOrderOfComing)
    const last = there.slice(-mostDots)
    const shown = kept[0] && !last.includes(kept[0]) ? [kept[0], ...last.slice(1)] : last
    return { node, dots: shown.map((seen, place) => ({ seen, place })), more: there.length - shown.length }
  })
}

function inOrderOfComing({ call: a }: Seen, { call: b }: Seen): number {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? -1 : 1
  return a.id < b.id ? -1 : 1
}
