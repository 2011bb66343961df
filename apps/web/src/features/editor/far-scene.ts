import type { Position } from '@patchbay/flow/document'
import type { CanvasEdge, CanvasNode } from './canvas-nodes'
import { blockOf, exitsOf, nameOf } from './flow-index'
import { cardWidth } from './new-block'

/** Where lines arrive, and how tall an exit's row is: as on the cards themselves, in pixels of the flow. */
const arrival = 22
const exitHeight = 30
const stripWidth = 10
const longestName = 22

export type Shape = {
  id: string
  kind: 'block' | 'note' | 'frame'
  x: number
  y: number
  width: number
  height: number
  /** Of which colour its strip is: a block group, or empty. */
  group: string
  name: string
  selected: boolean
}

/** What is painted of a flow, in its own pixels. Paths are built once and only moved and scaled afterwards. */
export type Scene = {
  shapes: readonly Shape[]
  cards: Path2D
  notes: Path2D
  frames: Path2D
  selected: Path2D
  strips: ReadonlyMap<string, Path2D>
}

/** A line, from where it leaves to where it arrives. */
export type Curve = { from: string; to: string; lit: boolean; start: Position; end: Position }

/** What a flow's nodes look like from afar. */
export function shapesOf(nodes: readonly CanvasNode[]): Shape[] {
  return nodes.map((node) => {
    const { id, type, position, selected = false } = node
    const box = { id, ...position, selected }
    if (type === 'note')
      return { ...box, kind: 'note', width: node.width ?? 0, height: node.height ?? 0, group: '', name: '' }
    if (type === 'frame')
      return {
        ...box,
        kind: 'frame',
        width: node.width ?? 0,
        height: node.height ?? 0,
        group: '',
        name: node.data.group.title,
      }
    const name = nameOf(node.data.node)
    return {
      ...box,
      kind: 'block',
      width: cardWidth,
      height: node.measured?.height ?? node.initialHeight ?? 0,
      group: blockOf(node.data.node)?.group ?? '',
      name: name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name,
    }
  })
}

/** Shapes as paths: few strokes for many blocks. */
export function sceneOf(shapes: readonly Shape[]): Scene {
  const scene = { shapes, cards: new Path2D(), notes: new Path2D(), frames: new Path2D(), selected: new Path2D() }
  const strips = new Map<string, Path2D>()
  for (const { kind, x, y, width, height, group, selected } of shapes) {
    const path = kind === 'block' ? scene.cards : kind === 'note' ? scene.notes : scene.frames
    path.rect(x, y, width, height)
    if (selected) scene.selected.rect(x, y, width, height)
    if (kind !== 'block') continue
    const strip = strips.get(group) ?? new Path2D()
    strip.rect(x, y, stripWidth, height)
    strips.set(group, strip)
  }
  return { ...scene, strips }
}

/** Where a flow's lines run, from the nodes that they join. */
export function curvesOf(nodes: readonly CanvasNode[], edges: readonly CanvasEdge[]): Curve[] {
  const blocks = new Map(nodes.flatMap((node) => (node.type === 'block' ? [[node.id, node] as const] : [])))
  return edges.flatMap((edge): Curve[] => {
    const [from, to] = [blocks.get(edge.source), blocks.get(edge.target)]
    if (!from || !to) return []
    const exits = exitsOf(from.data.node)
    const row = exits.findIndex(({ name }) => name === edge.sourceHandle)
    const height = from.measured?.height ?? from.initialHeight ?? 0
    return [
      {
        from: edge.source,
        to: edge.target,
        lit: edge.className === 'lit' || edge.selected === true,
        start: {
          x: from.position.x + cardWidth,
          y: from.position.y + height - (exits.length - Math.max(row, 0) - 0.5) * exitHeight,
        },
        end: { x: to.position.x, y: to.position.y + arrival },
      },
    ]
  })
}

/** Lines as one path; `shift` is how far those ends have moved that belong to `moving`. */
export function lineUp(
  curves: readonly Curve[],
  moving?: ReadonlySet<string>,
  shift: Position = { x: 0, y: 0 },
): Path2D {
  const path = new Path2D()
  for (const { from, to, start, end } of curves) {
    const [a, b] = [moving?.has(from) ? shift : nowhere, moving?.has(to) ? shift : nowhere]
    const [x1, y1, x2, y2] = [start.x + a.x, start.y + a.y, end.x + b.x, end.y + b.y]
    const bend = Math.max(40, Math.abs(x2 - x1) / 2)
    path.moveTo(x1, y1)
    path.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2)
  }
  return path
}

const nowhere = { x: 0, y: 0 }

/** What lies at a place of the flow: notes above blocks above groups, and of those the last drawn. */
export function shapeAt(shapes: readonly Shape[], { x, y }: Position): Shape | null {
  return (
    shapes.findLast(
      (shape) => x >= shape.x && x <= shape.x + shape.width && y >= shape.y && y <= shape.y + shape.height,
    ) ?? null
  )
}
