import { emptyDocument, type FlowDocument, type Position, placedIds } from './document'
import type { Edit } from './edit'

/** Some blocks, notes and groups of a flow and the lines between them: a flow of its own, so that it travels as any other. */
export function fragmentOf(document: FlowDocument, ids: readonly string[]): FlowDocument {
  const wanted = new Set(ids)
  const only = <T>(record: Record<string, T>, keep: (id: string, value: T) => boolean) =>
    Object.fromEntries(Object.entries(record).filter(([id, value]) => keep(id, value)))
  return {
    ...emptyDocument(),
    nodes: only(document.nodes, (id) => wanted.has(id)),
    edges: only(document.edges, (_, edge) => wanted.has(edge.from) && wanted.has(edge.to)),
    ui: {
      positions: only(document.ui.positions, (id) => wanted.has(id)),
      notes: only(document.ui.notes, (id) => wanted.has(id)),
      groups: only(document.ui.groups, (id) => wanted.has(id)),
    },
  }
}

/** The upper left corner of everything that stands on a canvas; 0, 0 where nothing does. */
export function cornerOf(document: FlowDocument): Position {
  const { positions, notes, groups } = document.ui
  const places: Position[] = [...Object.values(positions), ...Object.values(notes), ...Object.values(groups)]
  if (places.length === 0) return { x: 0, y: 0 }
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) }
}

/**
 * The edits that put a fragment's blocks and lines into a document, with its corner at `at`. Everything gets a new id by
 * `newId`, and a name that is taken is counted on: “Menu” becomes “Menu 2”. `ids` are those of what is new, in order.
 */
export function insertFragment(
  document: FlowDocument,
  fragment: FlowDocument,
  at: Position,
  newId: (prefix: string, taken: Record<string, unknown>) => string,
): { ids: string[]; edits: Edit[] } {
  const corner = cornerOf(fragment)
  const names = new Set(Object.values(document.nodes).map(({ name }) => name))
  const taken = placedIds(document)
  const lines: Record<string, unknown> = { ...document.edges }
  const renamed = new Map<string, string>()
  const shifted = (place: Position): Position => ({
    x: Math.round(at.x + place.x - corner.x),
    y: Math.round(at.y + place.y - corner.y),
  })
  const edits: Edit[] = []
  for (const [was, node] of Object.entries(fragment.nodes)) {
    const id = newId(node.block, taken)
    taken[id] = node
    renamed.set(was, id)
    const name = freeName(node.name, names)
    names.add(name)
    edits.push({ type: 'add', id, node: { ...node, name }, position: shifted(fragment.ui.positions[was] ?? corner) })
  }
  const remarks: string[] = []
  for (const note of Object.values(fragment.ui.notes)) {
    const id = newId('note', taken)
    taken[id] = note
    remarks.push(id)
    edits.push({ type: 'note', id, note: { ...note, ...shifted(note) } })
  }
  for (const group of Object.values(fragment.ui.groups)) {
    const id = newId('group', taken)
    taken[id] = group
    remarks.push(id)
    edits.push({ type: 'group', id, group: { ...group, ...shifted(group) } })
  }
  for (const edge of Object.values(fragment.edges)) {
    const [from, to] = [renamed.get(edge.from), renamed.get(edge.to)]
    if (from === undefined || to === undefined) continue
    const id = newId('line', lines)
    lines[id] = edge
    edits.push({ type: 'connect', id, edge: { from, exit: edge.exit, to } })
  }
  return { ids: [...renamed.values(), ...remarks], edits }
}

/** A name that nobody has yet; an empty one is nobody's. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (wanted === '' || !taken.has(wanted)) return wanted
  const stem = wanted.replace(/ \d+$/, '').slice(0, 70)
  let name = wanted
  for (let count = 2; taken.has(name); count++) name = `${stem} ${count}`
  return name
}
