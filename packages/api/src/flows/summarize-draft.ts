import { blocks } from '@patchbay/blocks/blocks'
import type { Block } from '@patchbay/flow/block'
import type { FlowDocument } from '@patchbay/flow/document'
import { findProblems } from '@patchbay/flow/problems'

export type StartsWith = 'incoming' | 'outgoing' | null

export type DraftSummary = {
  startsWith: StartsWith
  /** How many blocks there are. */
  blocks: number
  /** How many errors keep it from being published. */
  problems: number
}

/** Which way a flow's calls go, by its first Start block. */
export function startsWith(document: FlowDocument): StartsWith {
  const known: Record<string, Block> = blocks
  for (const node of Object.values(document.nodes)) {
    const block = Object.hasOwn(known, node.block) ? known[node.block] : undefined
    if (block?.group === 'start' && !block.way) return block.direction ?? null
  }
  return null
}

/** What a list shows of a draft. */
export function summarizeDraft(document: FlowDocument): DraftSummary {
  return {
    startsWith: startsWith(document),
    blocks: Object.keys(document.nodes).length,
    problems: findProblems(blocks, document).filter((problem) => problem.severity === 'error').length,
  }
}
