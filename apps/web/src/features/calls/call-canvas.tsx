import type { FlowDocument } from '@patchbay/flow/document'
import type { Edge, Node, NodeProps } from '@xyflow/react'
import { clsx } from 'clsx'
import { createContext, memo, useContext, useMemo, useState } from 'react'
import './call-canvas.css'
import { BlockFace } from '../editor/block-face'
import type { BlockNode } from '../editor/canvas-nodes'
import { nameOf } from '../editor/flow-index'
import { StillCanvas, stillEdges, stillNodes, stillTypes } from '../editor/still-canvas'

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
  ...stillTypes,
  block: memo(({ id, data }: NodeProps<BlockNode>) => <WalkedBlock id={id} data={data} />),
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
export function CallCanvas({ document, label, walked, here, before, onChoose }: CallCanvasProps) {
  const nodes = useMemo((): Node[] => stillNodes(document), [document])
  const lines = useMemo(() => stillEdges(document), [document])
  const edges = useMemo(
    (): Edge[] => lines.map((line) => ({ ...line, className: walked.lines.has(line.id) ? 'walked' : '' })),
    [lines, walked],
  )
  const choosing = useMemo(() => ({ choose: onChoose, walked: walked.nodes, here }), [onChoose, walked, here])
  const moved = useMoved(here)
  return (
    <Choosing value={choosing}>
      <StillCanvas
        label={label}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        here={moved ? here : null}
        before={before}
      />
    </Choosing>
  )
}

/** Whether the call has gone on since it was opened: until then the whole flow is in sight. */
function useMoved(here: string | null): boolean {
  const [opened] = useState(here)
  const [moved, setMoved] = useState(false)
  if (!moved && here !== opened) setMoved(true)
  return moved
}
