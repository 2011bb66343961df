import type { FlowDocument, FlowGroup, FlowNote, Position } from '@patchbay/flow/document'
import { placedIds } from '@patchbay/flow/document'
import type { Edit } from '@patchbay/flow/edit'
import type { FlowStore } from './flow-store'
import { cardWidth, estimatedHeight, freeId } from './new-block'

type Box = Position & { width: number; height: number }

const noteSize = { width: 200, height: 120 }
/** Between a group's frame and what stands in it; the title needs more. Pixels. */
const padding = { side: 24, top: 48 }
/** No frame can be drawn smaller, and none is read that is: see `packages/flow/src/document.ts`. */
export const leastSize = 40

/** The box of whatever has that id on the canvas; a card's height is about what it will be. */
export function boxOf({ nodes, ui }: FlowDocument, id: string): Box | null {
  const remark = ui.notes[id] ?? ui.groups[id]
  if (remark) return remark
  const node = nodes[id]
  return node ? { ...(ui.positions[id] ?? { x: 0, y: 0 }), width: cardWidth, height: estimatedHeight(node) } : null
}

/** The box round all that is on the canvas, or round some of it; null where there is nothing. */
export function boundsOf(
  document: FlowDocument,
  ids: readonly string[] = Object.keys(placedIds(document)),
  heightOf: (id: string) => number | undefined = () => undefined,
): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const id of ids) {
    const box = boxOf(document, id)
    if (!box) continue
    left = Math.min(left, box.x)
    top = Math.min(top, box.y)
    right = Math.max(right, box.x + box.width)
    bottom = Math.max(bottom, box.y + (heightOf(id) ?? box.height))
  }
  return right < left ? null : { x: left, y: top, width: right - left, height: bottom - top }
}

/** The blocks and notes whose middle lies within a frame. */
export function standingIn(document: FlowDocument, frame: Box): string[] {
  return [...Object.keys(document.nodes), ...Object.keys(document.ui.notes)].filter((id) => {
    const box = boxOf(document, id)
    if (!box) return false
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    return x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height
  })
}

/** Where things stand once some have moved: what stands in a group that moves goes with it. */
export function carryAlong(document: FlowDocument, moved: Record<string, Position>): Record<string, Position> {
  const all = { ...moved }
  for (const [id, at] of Object.entries(moved)) {
    const group = document.ui.groups[id]
    if (!group) continue
    for (const inside of standingIn(document, group)) {
      const was = boxOf(document, inside)
      if (was && !Object.hasOwn(moved, inside)) all[inside] = { x: was.x + at.x - group.x, y: was.y + at.y - group.y }
    }
  }
  return all
}

/** The frame round some blocks and notes, with room for a title. */
export function frameRound(document: FlowDocument, ids: readonly string[]): Box | null {
  const bounds = boundsOf(document, ids)
  return (
    bounds && {
      x: bounds.x - padding.side,
      y: bounds.y - padding.top,
      width: bounds.width + 2 * padding.side,
      height: bounds.height + padding.side + padding.top,
    }
  )
}

/** Puts an empty note on the canvas with its middle at `at`, or below where something stands there, and selects it. */
export function addNote(flow: FlowStore, at: Position): void {
  const { document } = flow.getState()
  const id = freeId('note', placedIds(document))
  const corner = { x: Math.round(at.x - noteSize.width / 2), y: Math.round(at.y - noteSize.height / 2) }
  const others = Object.keys({ ...document.nodes, ...document.ui.notes }).flatMap(
    (other) => boxOf(document, other) ?? [],
  )
  while (others.some((box) => overlap(box, { ...corner, ...noteSize }))) corner.y += 40
  const note: FlowNote = { text: '', ...corner, ...noteSize }
  flow.edit('add a note', [{ type: 'note', id, note }])
  flow.select({ nodes: [id], edges: [] })
  flow.say('Added a note.')
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}

/** Draws a titled frame round what is selected. */
export function groupSelected(flow: FlowStore): void {
  const { document, selection } = flow.getState()
  const frame = frameRound(document, selection.nodes)
  if (!frame) return
  const id = freeId('group', placedIds(document))
  const group: FlowGroup = { title: 'Group', ...frame }
  flow.edit(`group ${selection.nodes.length === 1 ? 'a block' : `${selection.nodes.length} blocks`}`, [
    { type: 'group', id, group },
  ])
  flow.select({ nodes: [id], edges: [] })
  flow.say('Added a group. Its title can be changed in the settings.')
}

/** The edits that draw frames anew round what stood in them, once blocks were put in order. */
export function refit(before: FlowDocument, after: FlowDocument): Edit[] {
  return Object.entries(before.ui.groups).flatMap(([id, group]): Edit[] => {
    const frame = frameRound(after, standingIn(before, group))
    return frame ? [{ type: 'group', id, group: { ...group, ...frame } }] : []
  })
}
