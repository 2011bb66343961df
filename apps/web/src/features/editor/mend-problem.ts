import { blocks } from '@patchbay/blocks/blocks'
import type { FlowDocument } from '@patchbay/flow/document'
import type { Edit } from '@patchbay/flow/edit'
import { findProblems, type Problem } from '@patchbay/flow/problems'
import { nameOf } from './flow-index'
import type { FlowStore } from './flow-store'
import { estimatedHeight, freePlace } from './new-block'

/**
 * Mends a problem by its fix, as one step of the history. The list that it was picked from may be a moment old, so the
 * fix is computed anew for the flow as it is now.
 */
export function mendProblem(flow: FlowStore, picked: Problem): void {
  const { document, neighbours } = flow.getState()
  const fix = findProblems(blocks, document, neighbours).find((problem) => problem.fix && isSame(problem, picked))?.fix
  if (!fix) {
    flow.say('That is mended already.')
    return
  }
  const node = picked.node === undefined ? undefined : document.nodes[picked.node]
  const what = `${fix.label.charAt(0).toLowerCase()}${fix.label.slice(1)}${node ? `, “${nameOf(node)}”` : ''}`
  flow.edit(
    what,
    fix.edits.map((edit) => onFreeGround(document, edit)),
  )
  flow.say(`Done: ${what}.`)
}

function isSame(one: Problem, other: Problem): boolean {
  return one.code === other.code && one.node === other.node && one.exit === other.exit && one.field === other.field
}

/** The flow language knows no cards: where a new one would cover another, it goes further down. */
function onFreeGround(document: FlowDocument, edit: Edit): Edit {
  return edit.type === 'add'
    ? { ...edit, position: freePlace(document, edit.position, estimatedHeight(edit.node)) }
    : edit
}
