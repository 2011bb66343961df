import type { FlowDocument } from '@patchbay/flow/document'
import type { Problem } from '@patchbay/flow/problems'
import { blockOf, nameOf } from './flow-index'
import type { OutlineRow } from './outline-rows'

/** What a screen reader says of a row: what it is, where it leads, and what is wrong with it. */
export function spokenRow(
  row: OutlineRow,
  document: FlowDocument,
  problemsOf: ReadonlyMap<string, readonly Problem[]>,
): string {
  switch (row.kind) {
    case 'apart':
      return 'Not connected: no call can get to these blocks'
    case 'reference':
      return `${row.name}, shown elsewhere`
    case 'exit':
      return `${row.name}: ${whereTo(row, document)}`
    case 'block': {
      const node = document.nodes[row.id]
      const title = node ? (blockOf(node)?.title ?? node.block) : ''
      const what = row.name === title ? row.name : `${row.name}, ${title}`
      const [problem] = problemsOf.get(row.id) ?? []
      return problem ? `${what}. ${problem.message}` : what
    }
  }
}

/** Where an exit leads, in words. */
export function whereTo(row: Extract<OutlineRow, { kind: 'exit' }>, document: FlowDocument): string {
  const target = row.to === null ? undefined : document.nodes[row.to]
  if (target) return `leads to ${nameOf(target)}`
  return row.exit.optional ? 'leads nowhere' : 'leads nowhere yet'
}
