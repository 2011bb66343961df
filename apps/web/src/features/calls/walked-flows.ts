import { blocks } from '@patchbay/blocks/blocks'
import type { FlowDocument } from '@patchbay/flow/document'
import { type CompiledNode, compileFlow, type Flow } from '@patchbay/flow/flow'
import { linesOf } from '../editor/flow-index'

/** A version of a flow that a call walked. */
export type WalkedFlow = { versionId: string; flowId: string; flowName: string; number: number; document: FlowDocument }

type Place = { flow: string; node: string }

/** The versions that a call walked, by their ids, its own among them: what its log says of blocks is looked up here. */
export class WalkedFlows {
  readonly all: readonly WalkedFlow[]
  private readonly compiled = new Map<string, Flow>()
  private readonly byId: ReadonlyMap<string, WalkedFlow>

  /** `main` is the call's own version. */
  constructor(
    readonly main: string,
    flows: readonly WalkedFlow[],
  ) {
    this.all = flows
    this.byId = new Map(flows.map((flow) => [flow.versionId, flow]))
  }

  get(versionId: string): WalkedFlow | undefined {
    return this.byId.get(versionId)
  }

  /** Made ready to run, once. */
  flow(versionId: string): Flow | undefined {
    const known = this.compiled.get(versionId)
    const drawn = this.byId.get(versionId)
    if (known || !drawn) return known
    const made = compileFlow(blocks, drawn.document)
    this.compiled.set(versionId, made)
    return made
  }

  block({ flow, node }: Place): CompiledNode | undefined {
    return this.flow(flow)?.nodes.get(node)
  }

  /** A block's name as its log says it: with its flow's, if that is not the call's own. */
  nameOf({ flow }: Place, block: string): string {
    const name = flow === this.main ? undefined : this.byId.get(flow)?.flowName
    return name === undefined ? block : `${block}” of “${name}`
  }

  /** The line that leaves a block by an exit. */
  lineFrom({ flow, node, exit }: Place & { exit: string }): { id: string; to: string } | null {
    const drawn = this.byId.get(flow)
    const line = drawn && linesOf(drawn.document).get(node)?.get(exit)
    return line ? { id: line.id, to: line.edge.to } : null
  }
}
