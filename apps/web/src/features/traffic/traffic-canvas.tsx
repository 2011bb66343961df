import type { FlowDocument } from '@patchbay/flow/document'
import type { Edge, Node, NodeProps } from '@xyflow/react'
import { memo, useMemo } from 'react'
import './traffic.css'
import type { BlockNode } from '../editor/canvas-nodes'
import { StillCanvas, stillEdges, stillNodes, stillTypes } from '../editor/still-canvas'
import { TrafficCard } from './traffic-card'
import { count, share, thickness } from './traffic-words'
import { type BlockTraffic, noTraffic, type VersionTraffic } from './version-traffic'

type TrafficNode = Node<BlockNode['data'] & { traffic: BlockTraffic; calls: number }, 'block'>

const nodeTypes = {
  ...stillTypes,
  block: memo(({ data, selected }: NodeProps<TrafficNode>) => <TrafficCard {...data} selected={selected} />),
}

export type TrafficCanvasProps = {
  document: FlowDocument
  traffic: VersionTraffic
  label: string
  /** The block that is told of, and how another one is chosen. */
  chosen: string | null
  onChoose: (node: string | null) => void
}

/** A version to look at, with how many went where: in numbers, and in how thick and strong the lines are. */
export function TrafficCanvas({ document, traffic, label, chosen, onChoose }: TrafficCanvasProps) {
  const nodes = useMemo(() => trafficNodes(document, traffic, chosen), [document, traffic, chosen])
  const edges = useMemo(() => trafficEdges(document, traffic), [document, traffic])
  return (
    <StillCanvas
      label={label}
      className="traffic-canvas"
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      onNodeClick={(_, { id, type }) => onChoose(type === 'block' ? id : null)}
      onPaneClick={() => onChoose(null)}
    />
  )
}

function trafficNodes(document: FlowDocument, { blocks, calls }: VersionTraffic, chosen: string | null): Node[] {
  return stillNodes(document, chosen).map((node) =>
    node.type === 'block' ? { ...node, data: { ...node.data, traffic: blocks[node.id] ?? noTraffic, calls } } : node,
  )
}

function trafficEdges(document: FlowDocument, { blocks }: VersionTraffic): Edge[] {
  const taken = (node: string, exit: string) => blocks[node]?.exits[exit] ?? 0
  const most = Math.max(0, ...Object.values(document.edges).map(({ from, exit }) => taken(from, exit)))
  return stillEdges(document).map((edge) => {
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
