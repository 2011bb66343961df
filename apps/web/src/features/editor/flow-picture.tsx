import type { ChangeKind } from '@patchbay/flow/changes'
import type { FlowDocument } from '@patchbay/flow/document'
import type { Node, NodeProps } from '@xyflow/react'
import { memo, useMemo } from 'react'
import { BlockFace } from './block-face'
import type { BlockNode } from './canvas-nodes'
import { StillCanvas, type StillCanvasProps, stillEdges, stillNodes, stillTypes } from './still-canvas'

const nodeTypes = { ...stillTypes, block: memo(({ data }: NodeProps<BlockNode>) => <BlockFace {...data} />) }

/** How to mark what has an id, blocks and lines: what changed of it, or that a call was there, or is. */
export type Marks = ReadonlyMap<string, ChangeKind | 'lit' | 'here'>

export type FlowPictureProps = Omit<StillCanvasProps, 'nodes' | 'edges' | 'nodeTypes'> & {
  document: FlowDocument
  marks: Marks
}

/** A flow with some of it marked. */
export function FlowPicture({ document, marks, ...rest }: FlowPictureProps) {
  const marked = <T extends { id: string }>(thing: T) => ({
    ...thing,
    className: marks.has(thing.id) ? `is-${marks.get(thing.id)}` : '',
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `marked` is made of `marks`
  const nodes = useMemo((): Node[] => stillNodes(document).map(marked), [document, marks])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `marked` is made of `marks`
  const edges = useMemo(() => stillEdges(document).map(marked), [document, marks])
  return <StillCanvas {...rest} nodes={nodes} edges={edges} nodeTypes={nodeTypes} />
}
