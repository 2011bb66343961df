import type { FlowDocument, Position as Place } from '@patchbay/flow/document'

/** Where lines arrive at a card, from its top, and where the dots on it lie, from its corner. In pixels of the flow. */
const arrival = 22
const first = 18
const apart = 17
/** Where a dot turns while it follows a line: enough for the eye. */
const pointsOfCurve = 14

/** Where the dot in this place on a block rests: on the block's upper edge. */
export function restOf(document: FlowDocument, node: string, place: number): Place {
  const { x, y } = document.ui.positions[node] ?? { x: 0, y: 0 }
  return { x: x + first + place * apart, y }
}

/** Where a line leaves a block, as it is drawn; null where that is not known. */
export type ExitPlace = (node: string, exit: string) => Place | null

/** The way that a dot takes along the lines between the blocks of its trail, to where it rests. In pixels of the flow. */
export function pathOf(document: FlowDocument, trail: readonly string[], rest: Place, exitPlace: ExitPlace): Place[] {
  const [start, ...others] = trail
  if (start === undefined) return []
  const points = [restOf(document, start, 0)]
  let from = start
  for (const to of others) {
    points.push(...along(document, from, to, exitPlace))
    from = to
  }
  points.push(rest)
  return points
}

function along(document: FlowDocument, from: string, to: string, exitPlace: ExitPlace): Place[] {
  const line = Object.values(document.edges).find((edge) => edge.from === from && edge.to === to)
  const leaves = line && exitPlace(from, line.exit)
  const { x, y } = document.ui.positions[to] ?? { x: 0, y: 0 }
  const arrives = { x, y: y + arrival }
  if (!leaves) return [arrives]
  const reach = reachOf(arrives.x - leaves.x)
  return Array.from({ length: pointsOfCurve + 1 }, (_, index) => {
    const t = index / pointsOfCurve
    const at = (a: number, b: number, c: number, d: number) =>
      (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d
    return {
      x: at(leaves.x, leaves.x + reach, arrives.x - reach, arrives.x),
      y: at(leaves.y, leaves.y, arrives.y, arrives.y),
    }
  })
}

/** How far a line goes on straight ahead before it turns, as React Flow draws it. */
function reachOf(ahead: number): number {
  return ahead >= 0 ? ahead / 2 : 0.25 * 25 * Math.sqrt(-ahead)
}

/** How long a way is, in pixels of the flow. */
export function lengthOf(points: readonly Place[]): number {
  return points.slice(1).reduce((sum, { x, y }, index) => {
    const before = points[index] ?? { x, y }
    return sum + Math.hypot(x - before.x, y - before.y)
  }, 0)
}
