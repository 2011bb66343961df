import type { Position } from '@patchbay/flow/document'
import type { FlowStore } from './flow-store'

/** Moves the selected blocks to the left edge (`x`) or the upper edge (`y`) of the outermost of them, as one step. */
export function align(flow: FlowStore, along: 'x' | 'y'): void {
  const { document, selection } = flow.getState()
  const places = selection.nodes.flatMap((id) => {
    const at = document.ui.positions[id]
    return at ? [[id, at] as const] : []
  })
  if (places.length < 2) return
  const edge = Math.min(...places.map(([, at]) => at[along]))
  const positions: Record<string, Position> = Object.fromEntries(
    places.map(([id, at]) => [id, { ...at, [along]: edge }]),
  )
  flow.edit(`align ${places.length} blocks`, [{ type: 'move', positions }])
  flow.say(`Aligned ${places.length} blocks.`)
}
