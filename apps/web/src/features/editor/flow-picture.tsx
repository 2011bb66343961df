import type { ChangeKind } from '@patchbay/flow/changes'
import type { FlowDocument } from '@patchbay/flow/document'
import {
  Background,
  Controls,
  type Node,
  type NodeProps,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import { memo, type ReactNode, useEffect, useMemo } from 'react'
import '@xyflow/react/dist/base.css'
import './canvas.css'
import { BlockFace } from './block-face'
import { type BlockNode, canvasEdges, canvasNodes, type GroupNode, type NoteNode } from './canvas-nodes'
import { type Named, nameOf } from './flow-index'
import { GroupFace } from './group-frame'
import { NoteFace } from './note-card'

const nodeTypes = {
  block: memo(({ data }: NodeProps<BlockNode>) => <BlockFace {...data} />),
  note: memo(({ data }: NodeProps<NoteNode>) => <NoteFace {...data} />),
  frame: memo(({ data }: NodeProps<GroupNode>) => <GroupFace {...data} />),
}
const nothing = { nodes: [], edges: [] }
const fit = { padding: 0.15, maxZoom: 1 }

/** How to mark what has an id, blocks and lines: what changed of it, or that a call was there, or is. */
export type Marks = ReadonlyMap<string, ChangeKind | 'lit' | 'here'>

/** A flow to look at, and not to draw on. `marks` colours what changed; `focus` flies to some blocks, again for each new list. */
export function FlowPicture({
  document,
  marks,
  focus,
  label,
  children,
}: {
  document: FlowDocument
  marks: Marks
  focus: readonly string[] | null
  label: string
  /** What lies over the flow, and moves with it. */
  children?: ReactNode
}) {
  return (
    <ReactFlowProvider>
      <Picture document={document} marks={marks} focus={focus} label={label}>
        {children}
      </Picture>
    </ReactFlowProvider>
  )
}

function Picture({ document, marks, focus, label, children }: Parameters<typeof FlowPicture>[0]) {
  const { fitView } = useReactFlow()
  const marked = <T extends { id: string }>(thing: T) => ({
    ...thing,
    className: marks.has(thing.id) ? `is-${marks.get(thing.id)}` : '',
    focusable: false,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `marked` is made of `marks`
  const nodes = useMemo((): Node[] => (canvasNodes(document, nothing, []) ?? []).map(marked), [document, marks])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `marked` is made of `marks`
  const edges = useMemo(() => canvasEdges(document.edges, names(document), nothing, []).map(marked), [document, marks])
  useEffect(() => {
    if (focus) void fitView({ ...fit, nodes: focus.map((id) => ({ id })), duration: 200 })
  }, [focus, fitView])

  return (
    <section aria-label={label} className="size-full min-h-0">
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
        {children}
      </ReactFlow>
    </section>
  )
}

function names({ nodes }: FlowDocument): Named[] {
  return Object.entries(nodes).map(([id, node]) => ({ id, name: nameOf(node), type: node.block }))
}
