import type { FlowDocument, FlowEdge, FlowGroup, FlowNode, FlowNote, FlowSetting, Position } from './document'
import { applyPatch, type Patch } from './patch'

/** Everything that can be done to a flow, by name. Undo, the canvas and tests share these. */
export type Edit =
  | { type: 'add'; id: string; node: FlowNode; position: Position }
  | { type: 'move'; positions: Record<string, Position> }
  | { type: 'rename'; id: string; name: string }
  | { type: 'configure'; id: string; config: FlowNode['config'] }
  | { type: 'connect'; id: string; edge: FlowEdge }
  | { type: 'disconnect'; ids: readonly string[] }
  | { type: 'note'; id: string; note: FlowNote }
  | { type: 'group'; id: string; group: FlowGroup }
  /** What may differ from number to number; null takes it away. */
  | { type: 'setting'; key: string; setting: FlowSetting | null }
  | { type: 'language'; language: string }
  /** Blocks with their lines, notes, and groups: not what stands in a group. */
  | { type: 'delete'; ids: readonly string[] }
  /** Whatever else turned one document into another: restoring a version, or merging. */
  | { type: 'patch'; patch: Patch }

/** A document with one edit done. Pure; an edit of something that is not there leaves the document as it is. */
export function applyEdit(document: FlowDocument, edit: Edit): FlowDocument {
  switch (edit.type) {
    case 'add':
      return {
        ...document,
        nodes: { ...document.nodes, [edit.id]: edit.node },
        ui: { ...document.ui, positions: { ...document.ui.positions, [edit.id]: edit.position } },
      }
    case 'move':
      return move(document, edit.positions)
    case 'rename':
      return changeNode(document, edit.id, { name: edit.name })
    case 'configure':
      return changeNode(document, edit.id, { config: edit.config })
    case 'connect': {
      // One exit leads to one place: a new line takes the old one's.
      const others = Object.entries(document.edges).filter(
        ([, edge]) => edge.from !== edit.edge.from || edge.exit !== edit.edge.exit,
      )
      return { ...document, edges: { ...Object.fromEntries(others), [edit.id]: edit.edge } }
    }
    case 'disconnect':
      return { ...document, edges: without(document.edges, (id) => edit.ids.includes(id)) }
    case 'note':
      return { ...document, ui: { ...document.ui, notes: { ...document.ui.notes, [edit.id]: edit.note } } }
    case 'group':
      return { ...document, ui: { ...document.ui, groups: { ...document.ui.groups, [edit.id]: edit.group } } }
    case 'setting': {
      const others = without(document.settings, (key) => key === edit.key)
      return { ...document, settings: edit.setting ? { ...document.settings, [edit.key]: edit.setting } : others }
    }
    case 'language':
      return { ...document, language: edit.language }
    case 'delete':
      return remove(document, new Set(edit.ids))
    case 'patch':
      return applyPatch(document, edit.patch)
  }
}

function move(document: FlowDocument, positions: Record<string, Position>): FlowDocument {
  const { ui } = document
  const known = (record: Record<string, unknown>) =>
    Object.entries(positions).filter(([id]) => Object.hasOwn(record, id))
  const blocks = known(document.nodes)
  const shift = <T extends Position>(record: Record<string, T>): Record<string, T> => {
    const moved = known(record)
    if (moved.length === 0) return record
    const next = { ...record }
    for (const [id, { x, y }] of moved) {
      const was = record[id]
      if (was) next[id] = { ...was, x, y }
    }
    return next
  }
  const next = {
    positions: blocks.length === 0 ? ui.positions : { ...ui.positions, ...Object.fromEntries(blocks) },
    notes: shift(ui.notes),
    groups: shift(ui.groups),
  }
  const same = next.positions === ui.positions && next.notes === ui.notes && next.groups === ui.groups
  return same ? document : { ...document, ui: next }
}

function remove(document: FlowDocument, gone: ReadonlySet<string>): FlowDocument {
  const { positions, notes, groups } = document.ui
  const isGone = (id: string) => gone.has(id)
  return {
    ...document,
    nodes: without(document.nodes, isGone),
    edges: without(document.edges, (_, edge) => gone.has(edge.from) || gone.has(edge.to)),
    ui: {
      positions: without(positions, isGone),
      notes: without(notes, isGone),
      groups: without(groups, isGone),
    },
  }
}

function changeNode(document: FlowDocument, id: string, change: Partial<FlowNode>): FlowDocument {
  const node = Object.hasOwn(document.nodes, id) ? document.nodes[id] : undefined
  if (!node) return document
  return { ...document, nodes: { ...document.nodes, [id]: { ...node, ...change } } }
}

/** The very record comes back where nothing is dropped. */
function without<T>(record: Record<string, T>, drop: (id: string, value: T) => boolean): Record<string, T> {
  if (!Object.entries(record).some(([id, value]) => drop(id, value))) return record
  return Object.fromEntries(Object.entries(record).filter(([id, value]) => !drop(id, value)))
}
