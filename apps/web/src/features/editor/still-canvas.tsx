import {
  Background,
  Controls,
  type Edge,
  type Node,
  type NodeMouseHandler,
  type NodeProps,
  type NodeTypes,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import { clsx } from 'clsx'
import { memo, type ReactNode, useEffect, useRef } from 'react'
import '@xyflow/react/dist/base.css'
import './canvas.css'
import type { FlowDocument } from '@patchbay/flow/document'
import {
  type CanvasEdge,
  type CanvasNode,
  canvasEdges,
  canvasNodes,
  type GroupNode,
  type NoteNode,
} from './canvas-nodes'
import { nameOf } from './flow-index'
import { GroupFace } from './group-frame'
import { NoteFace } from './note-card'
import { flightMs, useFollow } from './use-follow'

/** How notes and groups look where nobody draws. Each canvas adds its own blocks. */
export const stillTypes = {
  note: memo(({ data }: NodeProps<NoteNode>) => <NoteFace {...data} />),
  frame: memo(({ data }: NodeProps<GroupNode>) => <GroupFace {...data} />),
}
const nothing = { nodes: [], edges: [] }
/** A flow's blocks, notes and groups, of which one may be chosen, and its lines. */
export function stillNodes(document: FlowDocument, chosen: string | null = null): CanvasNode[] {
  return canvasNodes(document, chosen === null ? nothing : { nodes: [chosen], edges: [] }, []) ?? []
}
export function stillEdges(document: FlowDocument): CanvasEdge[] {
  const names = Object.entries(document.nodes).map(([id, node]) => ({ id, name: nameOf(node), type: node.block }))
  return canvasEdges(document.edges, names, nothing, [])
}

const fit = { padding: 0.12, maxZoom: 1 }

export type StillCanvasProps = {
  label: string
  /** Both keep their objects while nothing about them changes: React Flow measures new ones anew. */
  nodes: Node[]
  edges: Edge[]
  /** Always the same object. */
  nodeTypes: NodeTypes
  className?: string
  /** Flies to these blocks, again for each new list. */
  focus?: readonly string[] | null
  /** The block to keep in sight, with the one before it, but for whoever has just moved the canvas. */
  here?: string | null
  before?: string | null
  onNodeClick?: NodeMouseHandler
  onPaneClick?: () => void
  /** What lies over the flow, and moves with it. */
  children?: ReactNode
}

/** A flow to look at, and not to draw on. All of it is in sight at first, and again when there is more room for it, or less. */
export function StillCanvas(props: StillCanvasProps) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  )
}

function Picture({
  label,
  nodes,
  className,
  focus = null,
  here = null,
  before = null,
  children,
  ...rest
}: StillCanvasProps) {
  useRefit()
  useFlyTo(focus)
  const onMove = useFollow(here, before)
  return (
    <section aria-label={label} className="size-full min-h-0">
      <ReactFlow
        {...rest}
        className={clsx('flow-canvas', className)}
        nodes={nodes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        onlyRenderVisibleElements={nodes.length > 150}
        onMove={onMove}
        minZoom={0.05}
        maxZoom={1.6}
        fitView
        fitViewOptions={fit}
        attributionPosition="top-right"
      >
        <Background gap={20} size={1.4} />
        <Controls showInteractive={false} />
        {children}
      </ReactFlow>
    </section>
  )
}

function useFlyTo(focus: readonly string[] | null): void {
  const { fitView } = useReactFlow()
  useEffect(() => {
    if (focus) void fitView({ ...fit, nodes: focus.map((id) => ({ id })), duration: flightMs() })
  }, [focus, fitView])
}

function useRefit(): void {
  const { fitView } = useReactFlow()
  const width = useStore((state) => state.width)
  const was = useRef(0)
  useEffect(() => {
    if (was.current !== 0 && was.current !== width) void fitView(fit)
    was.current = width
  }, [width, fitView])
}
