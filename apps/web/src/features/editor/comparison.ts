import { blocks } from '@patchbay/blocks/blocks'
import { type Change, type ChangeKind, changesOf } from '@patchbay/flow/changes'
import type { FlowDocument } from '@patchbay/flow/document'
import { type Patch, patchOf } from '@patchbay/flow/patch'
import type { Marks } from './flow-picture'

export type Comparison = {
  changes: readonly Change[]
  /** What came and stayed, with what went still in its old place. */
  document: FlowDocument
  marks: Marks
}

/** Two documents as one picture and a list of sentences. */
export function compare(before: FlowDocument, after: FlowDocument): Comparison {
  const patch = patchOf(before, after)
  const both: FlowDocument = {
    ...after,
    nodes: { ...gone(before.nodes, patch.nodes), ...after.nodes },
    edges: { ...gone(before.edges, patch.edges), ...after.edges },
    ui: {
      positions: { ...gone(before.ui.positions, patch.positions), ...after.ui.positions },
      notes: { ...gone(before.ui.notes, patch.notes), ...after.ui.notes },
      groups: { ...gone(before.ui.groups, patch.groups), ...after.ui.groups },
    },
  }
  return { changes: changesOf(blocks, before, after), document: both, marks: marksOf(before, patch) }
}

function gone<T>(record: Record<string, T>, replaced: Record<string, unknown>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([id]) => replaced[id] === null))
}

function marksOf(before: FlowDocument, patch: Patch): Marks {
  const marks = new Map<string, ChangeKind>(Object.keys(patch.positions).map((id) => [id, 'moved']))
  const mark = (was: Record<string, unknown>, replaced: Record<string, unknown>) => {
    for (const [id, value] of Object.entries(replaced))
      marks.set(id, value === null ? 'removed' : Object.hasOwn(was, id) ? 'changed' : 'added')
  }
  mark(before.nodes, patch.nodes)
  mark(before.edges, patch.edges)
  mark(before.ui.notes, patch.notes)
  mark(before.ui.groups, patch.groups)
  return marks
}
