import { blocks } from '@patchbay/blocks/blocks'
import type { FlowDocument, Position } from '@patchbay/flow/document'
import { toast } from '@patchbay/ui/toast'
import {
  applyNodeChanges,
  Background,
  type Connection,
  type EdgeChange,
  type FinalConnectionState,
  type NodeChange,
  type NodePositionChange,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react'
import { type DragEvent, lazy, Suspense, useCallback, useLayoutEffect, useRef, useState } from 'react'
import '@xyflow/react/dist/base.css'
import './canvas.css'
import { BlockCard } from './block-card'
import { type CanvasEdge, type CanvasNode, canvasEdges, canvasNodes, withoutGuesses } from './canvas-nodes'
import { CanvasTools } from './canvas-tools'
import { useEditor, useFlow } from './editor-context'
import { EmptyCanvas } from './empty-canvas'
import { ExitChooser, type LooseLine } from './exit-chooser'
import { FarView } from './far-view'
import { blockOf, isBlockType, namesOf } from './flow-index'
import { FlowMap } from './flow-map'
import { GroupFrame } from './group-frame'
import { isLarge, isMany } from './large-flow'
import { LargeNotice } from './large-notice'
import { moveBlocks } from './move-blocks'
import { addAt, draggedBlock, insertOnLine } from './new-block'
import { NoteCard } from './note-card'
import { refuseLine } from './refuse-line'
import { carryAlong } from './remarks'
import { useShownCalls } from './shown-calls'
import { useClipboard } from './use-clipboard'
import { useFar } from './use-far'
import { useFit, zoomRange } from './use-fit'

const CallsLayer = lazy(() => import('./calls-layer'))
const nodeTypes = { block: BlockCard, note: NoteCard, frame: GroupFrame }
const deleteKeys = ['Delete', 'Backspace']
/** Half the distance of the dots that are seen, in pixels. */
const snapGrid: [number, number] = [10, 10]
const noNodes: CanvasNode[] = []
const noEdges: CanvasEdge[] = []

/**
 * The flow as blocks and lines. React Flow's nodes are derived from the document and hold only what is its own: sizes,
 * and positions while something is dragged. A drag becomes one edit when it ends.
 */
export function Canvas() {
  useClipboard()
  const { flow, narrow, mayDraw } = useEditor()
  const still = narrow || !mayDraw
  const document = useFlow((state) => state.document)
  const selection = useFlow((state) => state.selection)
  const { screenToFlowPosition } = useReactFlow()
  const [nodes, setNodes] = useState<CanvasNode[]>(() => canvasNodes(document, selection, []) ?? [])
  const [edges, setEdges] = useState<CanvasEdge[]>([])
  const [opening] = useState(() => openingView(document))
  const [loose, setLoose] = useState<LooseLine | null>(null)
  const section = useRef<HTMLElement>(null)
  const showAll = useFit()
  const many = isMany(document)
  const far = useFar(many)
  const calls = useShownCalls((state) => state.on)

  useLayoutEffect(() => {
    setNodes((now) => canvasNodes(document, selection, now) ?? now)
  }, [document, selection])

  const { edges: lines } = document
  const names = namesOf(document)
  useLayoutEffect(() => setEdges((now) => canvasEdges(lines, names, selection, now)), [lines, names, selection])

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const { selection, document } = flow.getState()
      const own = [
        ...changes.filter((change) => change.type === 'position' || change.type === 'dimensions'),
        ...alongWith(document, changes),
      ]
      const measured = new Set(own.flatMap((change) => (change.type === 'dimensions' ? [change.id] : [])))
      if (own.length > 0)
        setNodes((now) => {
          const next = applyNodeChanges(own, now)
          return measured.size > 0 ? withoutGuesses(next, measured) : next
        })

      const picked = pick(selection.nodes, changes)
      if (picked) flow.select({ ...flow.getState().selection, nodes: picked })

      const places: Record<string, Position> = {}
      for (const change of own)
        if (change.type === 'position' && !change.dragging && change.position) places[change.id] = change.position
      moveBlocks(flow, places)
    },
    [flow],
  )

  const onEdgesChange = useCallback(
    (changes: EdgeChange<CanvasEdge>[]) => {
      const picked = pick(flow.getState().selection.edges, changes)
      if (picked) flow.select({ ...flow.getState().selection, edges: picked })
    },
    [flow],
  )

  const connect = useCallback(
    (line: { source: string; sourceHandle: string | null; target: string }, replaces?: string) => {
      if (line.sourceHandle === null) return
      const refusal = flow.connect({ from: line.source, exit: line.sourceHandle, to: line.target }, replaces)
      if (refusal !== null) toast.error(refusal)
    },
    [flow],
  )

  const mayConnect = useCallback(
    (line: Connection | CanvasEdge) =>
      line.sourceHandle != null &&
      refuseLine(flow.getState().document, { from: line.source, exit: line.sourceHandle, to: line.target }) === null,
    [flow],
  )

  // While a line is drawn, the blocks that it may end on stand out.
  const light = useCallback(
    (from: string, exit: string | null | undefined) => {
      const { document } = flow.getState()
      if (!exit) return
      const fits = (to: string) => refuseLine(document, { from, exit, to }) === null
      setNodes((now) =>
        now.map((node) => (node.type === 'block' ? { ...node, className: fits(node.id) ? 'fits' : 'dim' } : node)),
      )
    },
    [flow],
  )
  const unlight = useCallback(
    () => setNodes((now) => now.map((node) => (node.className ? { ...node, className: '' } : node))),
    [],
  )

  // A line may end anywhere on a card, and a refused one says why.
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, end: FinalConnectionState) => {
      unlight()
      if (end.isValid || end.fromHandle?.type !== 'source' || !end.fromHandle.id) return
      const { nodeId, id } = end.fromHandle
      const target = end.toNode?.id ?? cardAt(event)
      if (target !== null && flow.getState().document.nodes[target])
        connect({ source: nodeId, sourceHandle: id, target })
      else if (onPane(event)) setLoose({ from: nodeId, exit: id, at: pointOf(event) })
    },
    [connect, unlight, flow],
  )

  const onDrop = (event: DragEvent) => {
    const type = event.dataTransfer.getData(draggedBlock)
    if (!isBlockType(type) || !mayDraw) return
    event.preventDefault()
    const at = screenToFlowPosition({ x: event.clientX - 40, y: event.clientY - 20 })
    const { document } = flow.getState()
    const line = closestId(event.clientX, event.clientY, '.react-flow__edge')
    const { id, edits } = line === null ? addAt(document, at, type) : insertOnLine(document, line, at, type)
    flow.edit(`add ${blocks[type].title}`, edits)
    flow.select({ nodes: [id], edges: [] })
  }

  return (
    <section
      ref={section}
      aria-label="Canvas"
      className="relative size-full min-h-0"
      onDrop={onDrop}
      onDragOver={(event) => {
        if (!mayDraw || !event.dataTransfer.types.includes(draggedBlock)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      }}
    >
      <ReactFlow<CanvasNode, CanvasEdge>
        className="flow-canvas"
        nodes={far ? noNodes : nodes}
        edges={far ? noEdges : edges}
        nodeTypes={nodeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={connect}
        onConnectStart={(_, { nodeId, handleId, handleType }) => {
          if (nodeId !== null && handleType === 'source') light(nodeId, handleId)
        }}
        onConnectEnd={onConnectEnd}
        onReconnectStart={(_, { source, sourceHandle }) => light(source, sourceHandle)}
        onReconnectEnd={unlight}
        onReconnect={(was, line) => connect(line, was.id)}
        isValidConnection={mayConnect}
        // React Flow's own list has the lines of deleted blocks too, which are to be joined.
        onDelete={() => flow.remove(flow.getState().selection)}
        onNodeClick={(event, { id }) => {
          if (!event.shiftKey && !event.ctrlKey && !event.metaKey) flow.select({ nodes: [id], edges: [] })
        }}
        deleteKeyCode={still ? null : deleteKeys}
        nodesDraggable={!still}
        nodesConnectable={!still}
        edgesReconnectable={!still}
        connectionRadius={28}
        snapToGrid
        snapGrid={snapGrid}
        onlyRenderVisibleElements={many}
        minZoom={zoomRange.least}
        maxZoom={zoomRange.most}
        onInit={() => showAll(opening)}
        attributionPosition="top-right"
        ariaLabelConfig={mayDraw ? ariaLabels : lookingLabels}
      >
        {far ? <FarView nodes={nodes} edges={edges} frame={section} /> : <Background gap={20} size={1.4} />}
        {narrow || nodes.length < 2 ? null : <FlowMap />}
        {calls ? (
          <Suspense fallback={null}>
            <CallsLayer />
          </Suspense>
        ) : null}
        <CanvasTools />
      </ReactFlow>
      {nodes.length === 0 ? <EmptyCanvas /> : null}
      <LargeNotice />
      {loose ? <ExitChooser line={loose} onClose={() => setLoose(null)} /> : null}
    </section>
  )
}

/** What is shown first: all of it, or the beginning of a flow that is too large to be taken in at once. */
function openingView(document: FlowDocument): string[] | undefined {
  if (!isLarge(document)) return undefined
  const ids = Object.keys(document.nodes)
  const start = ids.find((id) => document.nodes[id] && blockOf(document.nodes[id])?.group === 'start') ?? ids[0]
  return start === undefined ? undefined : [start]
}

/** What stands in a group goes where the group goes, while it is dragged and when it is nudged. */
function alongWith(document: FlowDocument, changes: readonly NodeChange<CanvasNode>[]): NodePositionChange[] {
  const moves = changes.filter((change) => change.type === 'position')
  if (!moves.some(({ id }) => Object.hasOwn(document.ui.groups, id))) return []
  const asked = Object.fromEntries(moves.flatMap(({ id, position }) => (position ? [[id, position]] : [])))
  const dragging = moves.some((move) => move.dragging)
  return Object.entries(carryAlong(document, asked)).flatMap(([id, position]) =>
    Object.hasOwn(asked, id) ? [] : [{ type: 'position', id, position, dragging }],
  )
}

const ariaLabels = {
  'node.a11yDescription.default':
    'Enter selects this block, the arrow keys move it, Delete deletes it. Its exits are connected in the settings panel.',
  'edge.a11yDescription.default': 'Enter selects this line, Delete deletes it.',
}

const lookingLabels = {
  'node.a11yDescription.default': 'Enter selects this block: the settings panel says what it does and where it leads.',
  'edge.a11yDescription.default': 'Enter selects this line.',
}

/** What is selected after React Flow's changes, or null if they change nothing about it. */
function pick(
  before: readonly string[],
  changes: readonly (NodeChange<CanvasNode> | EdgeChange<CanvasEdge>)[],
): string[] | null {
  const selects = changes.filter((change) => change.type === 'select')
  if (selects.length === 0) return null
  const ids = new Set(before)
  for (const change of selects) {
    if (change.selected) ids.add(change.id)
    else ids.delete(change.id)
  }
  return [...ids]
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  return { x: point?.clientX ?? 0, y: point?.clientY ?? 0 }
}

function cardAt(event: MouseEvent | TouchEvent): string | null {
  const { x, y } = pointOf(event)
  return closestId(x, y, '.react-flow__node')
}

function onPane(event: MouseEvent | TouchEvent): boolean {
  const { x, y } = pointOf(event)
  return document.elementFromPoint(x, y)?.closest('.react-flow__pane, .react-flow__node-frame') != null
}

function closestId(x: number, y: number, selector: string): string | null {
  return document.elementFromPoint(x, y)?.closest(selector)?.getAttribute('data-id') ?? null
}
