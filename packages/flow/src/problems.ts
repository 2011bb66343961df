import type { FlowDocument, FlowEdge } from './document'
import { type BlockList, compileFlow } from './flow'
import type { Neighbours } from './neighbours'
import { called, error, type Problem } from './problem'
import { blockProblems, startProblems } from './problem-blocks'
import { fixesFor } from './problem-fixes'
import { hearingProblems } from './problem-hearing'
import { holdProblems } from './problem-holds'
import { lineProblems } from './problem-lines'
import { loopProblems } from './problem-loops'
import { nameProblems } from './problem-names'
import { neighbourProblems } from './problem-neighbours'
import { pathProblems } from './problem-paths'
import { type Checked, reachOf } from './problem-reach'
import { settingProblems } from './problem-settings'

export type { Fix, Problem, ProblemCode } from './problem'

/** Why a line may not be drawn, or null where it may. Asked while somebody draws it. */
export function refuseConnection(blocks: BlockList, document: FlowDocument, line: FlowEdge): Problem | null {
  const flow = compileFlow(blocks, document)
  const from = flow.nodes.get(line.from)
  const to = flow.nodes.get(line.to)
  if (!from || !to) return error('line-nowhere', 'A line joins two blocks that are both on the canvas.')
  const exit = from.bound.exits.find((candidate) => candidate.name === line.exit)
  if (!exit) return error('unknown-exit', `${called(from)} has no such exit.`, from.id)
  if (to.block.group === 'start')
    return error('into-start', 'A call starts only once: no line can lead into a Start block.', to.id)
  if (exit.over && to.block.group !== 'logic')
    return error(
      'call-is-over',
      `There is no call any more after “${exit.label}”: only Logic blocks can follow.`,
      to.id,
    )
  return null
}

/**
 * Everything that is wrong with a flow, per block, with what mends it where there is one way to. Saving accepts any of it;
 * publishing accepts warnings only. Linear in blocks and lines. `neighbours`: null leaves out what a flow names of them.
 */
export function findProblems(
  blocks: BlockList,
  document: FlowDocument,
  neighbours: Neighbours | null = null,
): Problem[] {
  const flow = compileFlow(blocks, document)
  const checked: Checked = { blocks, flow, document, fixes: fixesFor(blocks, document), neighbours, ...reachOf(flow) }
  return [
    startProblems,
    blockProblems,
    nameProblems,
    neighbourProblems,
    settingProblems,
    lineProblems,
    pathProblems,
    loopProblems,
    holdProblems,
    hearingProblems,
  ].flatMap((check) => check(checked))
}

/** Whether publishing would be refused. */
export function blocksPublishing(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}
