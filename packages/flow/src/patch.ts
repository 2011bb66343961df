import type { FlowDocument, FlowEdge, FlowGroup, FlowNode, FlowNote, FlowSetting, Position } from './document'

/** What to put in place of what has that id; null takes it away. */
type Replacements<T> = Record<string, T | null>

/** The difference between two documents, by id. What is not named stays as it is. */
export type Patch = {
  nodes: Replacements<FlowNode>
  edges: Replacements<FlowEdge>
  positions: Replacements<Position>
  notes: Replacements<FlowNote>
  groups: Replacements<FlowGroup>
  settings: Replacements<FlowSetting>
  /** Only where it differs. */
  language?: string
}

/** What turns `before` into `after`: `applyPatch(before, patchOf(before, after))` equals `after`. */
export function patchOf(before: FlowDocument, after: FlowDocument): Patch {
  return {
    nodes: replacements(before.nodes, after.nodes),
    edges: replacements(before.edges, after.edges),
    positions: replacements(before.ui.positions, after.ui.positions),
    notes: replacements(before.ui.notes, after.ui.notes),
    groups: replacements(before.ui.groups, after.ui.groups),
    settings: replacements(before.settings, after.settings),
    ...(before.language === after.language ? {} : { language: after.language }),
  }
}

/** A document with a patch on it. What the patch does not touch keeps its object. */
export function applyPatch(document: FlowDocument, patch: Patch): FlowDocument {
  return {
    ...document,
    nodes: replace(document.nodes, patch.nodes),
    edges: replace(document.edges, patch.edges),
    settings: replace(document.settings, patch.settings),
    language: patch.language ?? document.language,
    ui: {
      positions: replace(document.ui.positions, patch.positions),
      notes: replace(document.ui.notes, patch.notes),
      groups: replace(document.ui.groups, patch.groups),
    },
  }
}

/** Whether a patch changes nothing. */
export function isEmptyPatch(patch: Patch): boolean {
  return Object.values(patch).every((part) => typeof part === 'object' && Object.keys(part).length === 0)
}

function replacements<T>(before: Record<string, T>, after: Record<string, T>): Replacements<T> {
  if (before === after) return {}
  const changed: Replacements<T> = {}
  for (const [id, value] of Object.entries(after))
    if (!Object.hasOwn(before, id) || !sameJson(before[id], value)) changed[id] = value
  for (const id of Object.keys(before)) if (!Object.hasOwn(after, id)) changed[id] = null
  return changed
}

function replace<T>(record: Record<string, T>, changed: Replacements<T>): Record<string, T> {
  const entries = Object.entries(changed)
  if (entries.length === 0) return record
  const next = { ...record }
  for (const [id, value] of entries) {
    if (value === null) delete next[id]
    else next[id] = value
  }
  return next
}

/** Whether two JSON values are the same, in whatever order their keys stand. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const left = Object.entries(one)
  const right = new Map(Object.entries(other))
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameJson(value, right.get(key)))
}
