import { type FlowDocument, type Position, placedIds } from '@patchbay/flow/document'
import { readFlowFile } from '@patchbay/flow/flow-file'
import { cornerOf, fragmentOf, insertFragment } from '@patchbay/flow/fragment'
import { blockOf } from './flow-index'
import type { FlowStore } from './flow-store'
import { freeId } from './new-block'
import { standingIn } from './remarks'

/** More text than this is no flow, and would hold up the page while it is read. */
const longestText = 8_000_000
/** How far a copy stands from what it is a copy of, in pixels. */
const aside = 40

/** The selected blocks as text: a flow in JSON, that any editor and any other flow can take. Null if none is selected. */
export function copySelected(flow: FlowStore): string | null {
  const ids = chosen(flow)
  if (ids.length === 0) return null
  flow.say(`Copied ${counted(ids.length)}.`)
  return `${JSON.stringify(fragmentOf(flow.getState().document, ids), null, 2)}\n`
}

/** Takes the selected blocks out, and gives them as text. */
export function cutSelected(flow: FlowStore): string | null {
  const text = copySelected(flow)
  if (text === null) return null
  flow.remove({ nodes: chosen(flow), edges: [] })
  return text
}

/** Puts text that was copied into the flow, in one step of the history, and selects it. A sentence if that can't be. */
export function paste(flow: FlowStore, text: string, middle: Position): string | null {
  const read = readFlow(text)
  if (typeof read === 'string') return read
  return insert(flow, read, 'paste', clear(flow.getState().document, read, middle))
}

/** Copies the selected blocks beside themselves. A sentence if that can't be. */
export function duplicateSelected(flow: FlowStore): string | null {
  const ids = chosen(flow)
  if (ids.length === 0) return 'Select what is to be duplicated first.'
  const fragment = fragmentOf(flow.getState().document, ids)
  const corner = cornerOf(fragment)
  return insert(flow, fragment, 'duplicate', { x: corner.x + aside, y: corner.y + aside })
}

/** What is selected, and what stands in selected groups. */
function chosen(flow: FlowStore): string[] {
  const { document, selection } = flow.getState()
  const inside = selection.nodes.flatMap((id) => {
    const group = document.ui.groups[id]
    return group ? standingIn(document, group) : []
  })
  return [...new Set([...selection.nodes, ...inside])]
}

function insert(flow: FlowStore, fragment: FlowDocument, verb: 'paste' | 'duplicate', at: Position): string | null {
  const { document } = flow.getState()
  const fitting = withoutSecondStart(document, fragment)
  const { ids, edits } = insertFragment(document, fitting, at, freeId)
  if (ids.length === 0) return 'A flow has one Start block, and this one has it already.'
  flow.edit(`${verb} ${counted(ids.length)}`, edits)
  flow.select({ nodes: ids, edges: [] })
  const leftOut =
    Object.keys(placedIds(fragment)).length > ids.length ? ' The Start block was left out: a flow has one.' : ''
  flow.say(`${verb === 'paste' ? 'Pasted' : 'Duplicated'} ${counted(ids.length)}.${leftOut}`)
  return null
}

function readFlow(text: string): FlowDocument | string {
  if (text.length > longestText) return 'What you pasted is too long to be a part of a flow.'
  if (!isJson(text))
    return 'What you pasted is no part of a flow. Copy some blocks, here or in another flow, and paste them.'
  const read = readFlowFile(text)
  if (!read.ok) return read.message
  const [only, ...more] = read.flows
  if (more.length > 0) return 'What you pasted are several flows. Import them as a file, on the page of flows.'
  return only && Object.keys(placedIds(only.document)).length > 0
    ? only.document
    : 'What you pasted has no blocks in it.'
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function withoutSecondStart(document: FlowDocument, fragment: FlowDocument): FlowDocument {
  const starts = (of: FlowDocument) =>
    Object.keys(of.nodes).filter((id) => of.nodes[id] && blockOf(of.nodes[id])?.group === 'start')
  if (starts(document).length === 0) return fragment
  const gone = new Set(starts(fragment))
  return fragmentOf(
    fragment,
    Object.keys(placedIds(fragment)).filter((id) => !gone.has(id)),
  )
}

/** Where a fragment covers nothing exactly: in the middle of what is in view, or aside from what stands there. */
function clear(document: FlowDocument, fragment: FlowDocument, middle: Position): Position {
  const corner = cornerOf(fragment)
  const right = Math.max(...Object.values(fragment.ui.positions).map(({ x }) => x), corner.x)
  const bottom = Math.max(...Object.values(fragment.ui.positions).map(({ y }) => y), corner.y)
  const at = { x: Math.round(middle.x - (right - corner.x) / 2), y: Math.round(middle.y - (bottom - corner.y) / 2) }
  const taken = Object.values(document.ui.positions)
  while (taken.some(({ x, y }) => Math.abs(x - at.x) < aside / 2 && Math.abs(y - at.y) < aside / 2)) {
    at.x += aside
    at.y += aside
  }
  return at
}

function counted(blocks: number): string {
  return blocks === 1 ? 'a block' : `${blocks} blocks`
}
