import type { Position } from '@patchbay/flow/document'
import type { Scene } from './far-scene'

export type View = { x: number; y: number; zoom: number; width: number; height: number; ratio: number }

/** A part of the picture that is painted at once; `shift` is how far it has been dragged. */
export type Layer = { scene: Scene; lines: Path2D; lit: Path2D; shift: Position }

/** Names can be read from this scale on. */
const leastForNames = 0.2

/** Colours by the names that the style sheet has for them. */
export type Ink = (name: string) => string

/** Paints a flow as it is seen from afar. */
export function paintFar(pen: CanvasRenderingContext2D, layers: readonly Layer[], view: View, ink: Ink): void {
  pen.setTransform(1, 0, 0, 1, 0, 0)
  pen.clearRect(0, 0, view.width * view.ratio, view.height * view.ratio)
  const scale = view.zoom * view.ratio
  const to = (shift: Position) =>
    pen.setTransform(scale, 0, 0, scale, view.x * view.ratio + shift.x * scale, view.y * view.ratio + shift.y * scale)
  const thin = Math.max(1.6, 0.9 / view.zoom)
  const still = { x: 0, y: 0 }

  for (const { scene, shift } of layers) {
    to(shift)
    pen.lineWidth = thin
    pen.strokeStyle = ink('--line')
    pen.stroke(scene.frames)
  }
  to(still)
  for (const { lines, lit } of layers) {
    pen.lineWidth = thin
    pen.strokeStyle = ink('--control')
    pen.stroke(lines)
    pen.strokeStyle = ink('--block-middle')
    pen.stroke(lit)
  }
  for (const { scene, shift } of layers) {
    to(shift)
    pen.fillStyle = ink('--panel')
    pen.fill(scene.cards)
    pen.strokeStyle = ink('--control')
    pen.stroke(scene.cards)
    for (const [group, strip] of scene.strips) {
      pen.fillStyle = ink(group === '' ? '--control' : `--block-${group}`)
      pen.fill(strip)
    }
    pen.fillStyle = ink('--note')
    pen.fill(scene.notes)
    pen.lineWidth = 3 / view.zoom
    pen.strokeStyle = ink('--focus')
    pen.stroke(scene.selected)
    paintNames(pen, scene, shift, view, ink)
  }
}

function paintNames(pen: CanvasRenderingContext2D, scene: Scene, shift: Position, view: View, ink: Ink): void {
  if (view.zoom < leastForNames) return
  const left = -view.x / view.zoom - shift.x
  const top = -view.y / view.zoom - shift.y
  const [right, bottom] = [left + view.width / view.zoom, top + view.height / view.zoom]
  pen.fillStyle = ink('--ink')
  // Larger than on the card itself: from afar a name is all that there is to read.
  pen.font = '600 19px system-ui, sans-serif'
  pen.textBaseline = 'top'
  for (const { kind, name, x, y, width, height } of scene.shapes)
    if (kind !== 'note' && x < right && x + width > left && y < bottom && y + height > top)
      pen.fillText(name, x + 20, y + 12)
}
