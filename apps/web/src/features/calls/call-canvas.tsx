import type { FlowDocument } from '@patchbay/flow/document'
import {
  Background,
  Controls,
  type Edge,
  type Node,
  type NodeProps,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import { clsx } from 'clsx'
import { createContext, memo, useContext, useEffect, useMemo, useRef } from 'react'
import '@xyflow/react/dist/base.css'
import '../editor/canvas.css'
import './call-canvas.css'
import { BlockFace } from '../editor/block-face'
import { type BlockNode, canvasEdges, canvasNodes, type GroupNode, type NoteNode } from '../editor/canvas-nodes'
import { nameOf } from '../editor/flow-index'
import { GroupFace } from '../editor/group-frame'
import { NoteFace } from '../editor/note-card'

export type CallCanvasProps = {
  document: FlowDocument
  label: string
  /** What the call has come to so far: blocks with how often, and lines. */
  walked: { nodes: ReadonlyMap<string, number>; lines: ReadonlySet<string> }
  /** The block that it is at, and the one before it. */
  here: string | null
  before: string | null
  onChoose: (node: string) => void
}

const Choosing = createContext<{
  choose: (node: string) => void
  walked: ReadonlyMap<string, number>
  here: string | null
}>({
  choose: () => undefined,
  walked: new Map(),
  here: null,
})

// What is lit is no part of React Flow's nodes: it would measure each of them again with every step.
const nodeTypes = {
  block: memo(({ id, data }: NodeProps<BlockNode>) => <WalkedBlock id={id} data={data} />),
  note: memo(({ data }: NodeProps<NoteNode>) => <NoteFace {...data} />),
  frame: memo(({ data }: NodeProps<GroupNode>) => <GroupFace {...data} />),
}

/** A block; one that the call came to goes to its moment. */
function WalkedBlock({ id, data }: { id: string; data: BlockNode['data'] }) {
  const { choose, walked, here } = useContext(Choosing)
  const times = walked.get(id) ?? 0
  const current = here === id
  const often = times > 1 ? `, ${times} times by then` : ''
  return (
    <div className={clsx('relative rounded-card', current ? 'call-is-here' : times > 0 && 'call-was-here')}>
      <BlockFace {...data} />
      {times > 0 ? (
        <button
          type="button"
          aria-label={`Go to the moment at “${nameOf(data.node)}”${often}`}
          aria-current={current ? 'step' : undefined}
          onClick={() => choose(id)}
          className="pointer-events-auto absolute inset-0 rounded-card"
        />
      ) : null}
    </div>
  )
}

/** The version that a call ran on, with the path of the call lit. A block that was walked goes to its moment. */
export function CallCanvas(props: CallCanvasProps) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  )
}

const nothing = { nodes: [], edges: [] }
const fit = { padding: 0.12, maxZoom: 1 }
const still = matchMedia('(prefers-reduced-motion: reduce)')

function Picture({ document, label, walked, here, before, onChoose }: CallCanvasProps) {
  const nodes = useMemo(
    (): Node[] => (canvasNodes(document, nothing, []) ?? []).map((node): Node => ({ ...node, focusable: false })),
    [document],
  )
  const lines = useMemo(() => {
    const names = Object.entries(document.nodes).map(([id, node]) => ({ id, name: nameOf(node), type: node.block }))
    return canvasEdges(document.edges, names, nothing, [])
  }, [document])
  const edges = useMemo(
    (): Edge[] =>
      lines.map((line) => ({ ...line, className: walked.lines.has(line.id) ? 'walked' : '', focusable: false })),
    [lines, walked],
  )
  useFollow(here, before)
  useRefit()
  const choosing = useMemo(() => ({ choose: onChoose, walked: walked.nodes, here }), [onChoose, walked, here])
  return (
    <section aria-label={label} className="size-full min-h-0">
      <Choosing value={choosing}>
        <ReactFlow
          className="flow-canvas"
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          elementsSelectable={false}
          onlyRenderVisibleElements={nodes.length > 150}
          minZoom={0.1}
          maxZoom={1.6}
          fitView
          fitViewOptions={fit}
          attributionPosition="top-right"
        >
          <Background gap={20} size={1.4} />
          <Controls showInteractive={false} />
        </ReactFlow>
      </Choosing>
    </section>
  )
}

/** Shows the whole flow again when there is more room for it, or less. */
function useRefit(): void {
  const { fitView } = useReactFlow()
  const width = useStore((state) => state.width)
  const was = useRef(0)
  useEffect(() => {
    if (was.current !== 0 && was.current !== width) void fitView(fit)
    was.current = width
  }, [width, fitView])
}

/** Keeps the block that the call is at in sight, with the one that it came from. At first the whole flow is. */
function useFollow(here: string | null, before: string | null): void {
  const { fitView } = useReactFlow()
  const seen = useRef(here)
  useEffect(() => {
    if (here === null || seen.current === here) return
    seen.current = here
    const nodes = [here, ...(before === null ? [] : [before])].map((id) => ({ id }))
    void fitView({ nodes, padding: 0.25, maxZoom: 1, duration: still.matches ? 0 : 250 })
  }, [here, before, fitView])
}
