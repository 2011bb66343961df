import type { FlowDocument } from '@patchbay/flow/document'

/** Past this many only the blocks in view are drawn; below, all of them, so that Tab reaches each. */
const many = 150

/** Whether a flow has more blocks than are drawn at once. */
export function isMany({ nodes }: FlowDocument): boolean {
  return Object.keys(nodes).length > many
}

/** From here on some things take longer than a moment: no menu that a caller could follow is as large. */
const large = 2_000

/** Whether a flow is so large that it is opened, and spoken of, in another way. */
export function isLarge({ nodes }: FlowDocument): boolean {
  return Object.keys(nodes).length > large
}
