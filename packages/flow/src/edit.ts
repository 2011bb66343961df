import type { FlowDocument, FlowEdge, FlowNode, Position } from './document'

/** Everything that can be done to a flow, by name. Undo, the canvas and tests share these. */
export type Edit =
  | { type: 'add'; id: string; node: FlowNode; position: Position }
  | { type: 'move'; positions: Record<string, Position> }
  | { type: 'rename'; id: string; name: string }
  | { type: 'configure'; id: string; config: FlowNode['config'] }
  | { type: 'connect'; id: string; edge: FlowEdge }
  | { type: 'disconnect'; ids: readonly string[] }
  | { type: 'delete'; ids: readonly string[] }

/** A document with one edit done. Pure; an edit of something that is not there leaves the document as it is. */
export function applyEdit(document: FlowDocument, edit: Edit): FlowDocument {
  switch (edit.type) {
    case 'add':
      return {
        ...document,
        nodes: { ...document.nodes, [edit.id]: edit.node },
        ui: { ...document.ui, positions: { ...document.ui.positions, [edit.id]: edit.position } },
      }
    case 'move': {
      const known = Object.entries(edit.positions).filter(([id]) => Object.hasOwn(document.nodes, id))
      if (known.length === 0) return document
      return {
        ...document,
        ui: { ...document.ui, positions: { ...document.ui.positions, ...Object.fromEntries(known) } },
      }
    }
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
    case 'delete': {
      const gone = new Set(edit.ids)
      return {
        ...document,
        nodes: without(document.nodes, (id) => gone.has(id)),
        edges: without(document.edges, (_, edge) => gone.has(edge.from) || gone.has(edge.to)),
        ui: { ...document.ui, positions: without(document.ui.positions, (id) => gone.has(id)) },
      }
    }
  }
}

function changeNode(document: FlowDocument, id: string, change: Partial<FlowNode>): FlowDocument {
  const node = Object.hasOwn(document.nodes, id) ? document.nodes[id] : undefined
  if (!node) return document
  return { ...document, nodes: { ...document.nodes, [id]: { ...node, ...change } } }
}

function without<T>(record: Record<string, T>, drop: (id: string, value: T) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([id, value]) => !drop(id, value)))
}
