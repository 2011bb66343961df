import { Controls, ReactFlow, useEdgesState, useNodesState } from '@xyflow/react'
import { createRoot } from 'react-dom/client'
import '@xyflow/react/dist/style.css'
import { largeFlow } from '../large-flow'

/* What the editor is measured against: as many default nodes and edges, as the library's own first page shows them. */

const { nodes: drawn, edges: lines, ui } = largeFlow(1_000)
const firstNodes = Object.entries(drawn).map(([id, { name }]) => ({
  id,
  position: ui.positions[id] ?? { x: 0, y: 0 },
  data: { label: name },
}))
const firstEdges = Object.entries(lines).map(([id, { from, to }]) => ({ id, source: from, target: to }))

function Plain() {
  const [nodes, , onNodesChange] = useNodesState(firstNodes)
  const [edges, , onEdgesChange] = useEdgesState(firstEdges)
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      minZoom={0.02}
      fitView
    >
      <Controls />
    </ReactFlow>
  )
}

// As large as the editor's own canvas, whose size is asked for.
const asked = new URLSearchParams(location.search)
const root = document.getElementById('root')
if (root) {
  root.style.width = `${asked.get('width')}px`
  root.style.height = `${asked.get('height')}px`
}
if (root) createRoot(root).render(<Plain />)
