import type { FlowDocument, Position as Place } from '@patchbay/flow/document'
import { getBezierPath, Position } from '@xyflow/react'

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
  const [d] = getBezierPath({
    sourceX: leaves.x,
    sourceY: leaves.y,
    sourcePosition: Position.Right,
    targetX: arrives.x,
    targetY: arrives.y,
    targetPosition: Position.Left,
  })
  const curve = window.document.createElementNS('http://www.w3.org/2000/svg', 'path')
  curve.setAttribute('d', d)
  const whole = curve.getTotalLength()
  return Array.from({ length: pointsOfCurve + 1 }, (_, index) => {
    const point = curve.getPointAtLength((whole * index) / pointsOfCurve)
    return { x: point.x, y: point.y }
  })
}

/** How long a way is, in pixels of the flow. */
export function lengthOf(points: readonly Place[]): number {
  return points.slice(1).reduce((sum, { x, y }, index) => {
    const before = points[index] ?? { x, y }
    return sum + Math.hypot(x - before.x, y - before.y)
  }, 0)
}
