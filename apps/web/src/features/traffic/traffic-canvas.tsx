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
} from '@xyflow/react'
import { memo, useEffect, useMemo, useRef } from 'react'
import '@xyflow/react/dist/base.css'
import '../editor/canvas.css'
import './traffic.css'
import { type BlockNode, canvasEdges, canvasNodes, type GroupNode, type NoteNode } from '../editor/canvas-nodes'
import { namesOf } from '../editor/flow-index'
import { GroupFace } from '../editor/group-frame'
import { NoteFace } from '../editor/note-card'
import { TrafficCard } from './traffic-card'
import { count, share, thickness } from './traffic-words'
import { type BlockTraffic, noTraffic, type VersionTraffic } from './version-traffic'

type TrafficNode = Node<BlockNode['data'] & { traffic: BlockTraffic; calls: number }, 'block'>

const nodeTypes = {
  block: memo(({ data, selected }: NodeProps<TrafficNode>) => <TrafficCard {...data} selected={selected} />),
  note: memo(({ data }: NodeProps<NoteNode>) => <NoteFace {...data} />),
  frame: memo(({ data }: NodeProps<GroupNode>) => <GroupFace {...data} />),
}
const nothing = { nodes: [], edges: [] }
const fit = { padding: 0.12, maxZoom: 1 }

export type TrafficCanvasProps = {
  document: FlowDocument
  traffic: VersionTraffic
  label: string
  /** The block that is told of, and how another one is chosen. */
  chosen: string | null
  onChoose: (node: string | null) => void
}

/** A version to look at, with how many went where: in numbers, and in how thick and strong the lines are. */
export function TrafficCanvas(props: TrafficCanvasProps) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  )
}

function Picture({ document, traffic, label, chosen, onChoose }: TrafficCanvasProps) {
  const { fitView } = useReactFlow()
  const nodes = useMemo(() => trafficNodes(document, traffic, chosen), [document, traffic, chosen])
  const edges = useMemo(() => trafficEdges(document, traffic), [document, traffic])
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    // Another version comes to stand beside it, or goes.
    const watching = new ResizeObserver(() => void fitView(fit))
    if (place.current) watching.observe(place.current)
    return () => watching.disconnect()
  }, [fitView])
  return (
    <section ref={place} aria-label={label} className="size-full min-h-0">
      <ReactFlow
        className="flow-canvas traffic-canvas"
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        onNodeClick={(_, { id, type }) => onChoose(type === 'block' ? id : null)}
        onPaneClick={() => onChoose(null)}
        onlyRenderVisibleElements={nodes.length > 150}
        minZoom={0.05}
        maxZoom={1.6}
        fitView
        fitViewOptions={fit}
        attributionPosition="top-right"
      >
        <Background gap={20} size={1.4} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </section>
  )
}

function trafficNodes(document: FlowDocument, { blocks, calls }: VersionTraffic, chosen: string | null): Node[] {
  const selection = { nodes: chosen === null ? [] : [chosen], edges: [] }
  return (canvasNodes(document, selection, []) ?? []).map((node) =>
    node.type === 'block'
      ? { ...node, data: { ...node.data, traffic: blocks[node.id] ?? noTraffic, calls }, focusable: false }
      : { ...node, focusable: false },
  )
}

function trafficEdges(document: FlowDocument, { blocks }: VersionTraffic): Edge[] {
  const taken = (node: string, exit: string) => blocks[node]?.exits[exit] ?? 0
  const most = Math.max(0, ...Object.values(document.edges).map(({ from, exit }) => taken(from, exit)))
  return canvasEdges(document.edges, namesOf(document), nothing, []).map((edge) => {
    const n = taken(edge.source, edge.sourceHandle ?? '')
    const part = most === 0 ? 0 : n / most
    return {
      ...edge,
      className: n === 0 ? 'unused' : '',
      zIndex: Math.round(part * 100),
      style: { strokeWidth: thickness(n, most), ...(n === 0 ? {} : { strokeOpacity: 0.35 + 0.6 * part }) },
      ariaLabel: `${edge.ariaLabel}: ${count(n)}, ${share(n, blocks[edge.source]?.times ?? 0)}`,
    }
  })
}
