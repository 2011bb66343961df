import type { Position } from '@patchbay/flow/document'
import { nameOf } from './flow-index'
import type { FlowStore } from './flow-store'
import { boxOf } from './remarks'

/** Puts blocks, notes and groups elsewhere, as one step of the history; places are rounded, and what stays is left out. */
export function moveBlocks(flow: FlowStore, places: Record<string, Position>): void {
  const { document } = flow.getState()
  const moved: Record<string, Position> = {}
  for (const [id, place] of Object.entries(places)) {
    const was = boxOf(document, id)
    const at = { x: Math.round(place.x), y: Math.round(place.y) }
    if (was && (was.x !== at.x || was.y !== at.y)) moved[id] = at
  }
  const ids = Object.keys(moved)
  const [first] = ids
  if (first === undefined) return
  const only = ids.length === 1 ? document.nodes[first] : undefined
  const group = document.ui.groups[first]
  const what = only
    ? `“${nameOf(only)}”`
    : group
      ? `“${group.title}”`
      : ids.length === 1
        ? 'a note'
        : `${ids.length} blocks`
  flow.edit(`move ${what}`, [{ type: 'move', positions: moved }], `move:${ids.join()}`)
}
