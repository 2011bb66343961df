import { type NodeProps, useUpdateNodeInternals } from '@xyflow/react'
import { memo, useEffect, useRef } from 'react'
import { BlockFace } from './block-face'
import { type BlockNode, linkedSeparator } from './canvas-nodes'
import { useFlow } from './editor-context'
import { exitsOf } from './flow-index'
import { useShownCalls } from './shown-calls'

/** A block on the canvas on which it is drawn. */
export const BlockCard = memo(function BlockCard({ id, data, selected }: NodeProps<BlockNode>) {
  const { node, linked, rests } = data
  const troubled = useFlow(
    (state) => state.problemsOf.get(id)?.some((problem) => problem.severity === 'error') ?? false,
  )
  const reached = useShownCalls((state) => state.reached[id])

  // React Flow looks for handles anew when a card's size changes; one exit may take another's place in the same size.
  // Never on the first time: React Flow measures a new card itself, and fits the view when it has measured them all.
  const exitNames = exitsOf(node)
    .map((exit) => exit.name)
    .join(linkedSeparator)
  const measured = useRef(exitNames)
  const updateHandles = useUpdateNodeInternals()
  useEffect(() => {
    if (measured.current === exitNames) return
    measured.current = exitNames
    updateHandles(id)
  }, [exitNames, id, updateHandles])

  return (
    <BlockFace
      node={node}
      linked={linked}
      rests={rests}
      selected={selected}
      troubled={troubled}
      aside={
        reached === undefined ? null : (
          <span title="Calls that reached it in the last 7 days" className="text-[13px] text-soft tabular-nums">
            {reached.toLocaleString()}
            <span className="sr-only"> calls reached it in the last 7 days</span>
          </span>
        )
      }
    />
  )
})
