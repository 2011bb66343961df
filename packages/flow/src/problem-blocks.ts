import { called, error, mendedBy, type Problem, warning } from './problem'
import type { Checked } from './problem-reach'

/** Whether the flow begins in one place. */
export function startProblems({ flow, document, fixes }: Checked): Problem[] {
  const starts = [...flow.nodes.values()].filter(({ block }) => block.group === 'start' && !block.way)
  if (starts.length === 0)
    return [
      error(
        'no-start',
        Object.keys(document.nodes).length === 0
          ? 'The canvas is empty. Begin with “Incoming call” or “Outgoing call”.'
          : 'Nothing starts this flow. Add “Incoming call” or “Outgoing call”.',
      ),
    ]
  const ways = [...flow.nodes.values()].filter(({ id, block }) => block.way && flow.ways[block.way] !== id)
  return [...starts.slice(1), ...ways].map((node) =>
    mendedBy(
      error(
        'second-start',
        node.block.way
          ? `A flow has one “${node.block.title}”; ${called(node)} is one too many.`
          : `A flow has one Start block; ${called(node)} is one too many.`,
        node.id,
      ),
      fixes.deleteBlock(node.id),
    ),
  )
}

/** What is wrong with each block by itself. */
export function blockProblems({ flow, document, fixes }: Checked): Problem[] {
  return Object.entries(document.nodes).flatMap(([id, { block, name }]) => {
    const node = flow.nodes.get(id)
    if (!node)
      return [error('unknown-block', `“${name || block}” is a block that this Patchbay does not have (${block}).`, id)]
    return node.bound.problems().map(({ field, code, message, warning: accepted, fix }) => {
      const say = accepted ? warning : error
      return mendedBy(say(code, `${called(node)}: ${message}`, id, { field }), fixes.configure(id, fix))
    })
  })
}
