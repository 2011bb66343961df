import { Select } from '@patchbay/ui/select'
import { memo, useCallback, useMemo, useState } from 'react'
import { CallCanvas } from './call-canvas'
import { type Hop, walkedIn } from './path'
import type { Moment } from './timeline'
import type { WalkedFlows } from './walked-flows'

export type WalkedCanvasProps = {
  flows: WalkedFlows
  path: readonly Hop[]
  /** The moment that is looked at; undefined before the first. */
  moment: Moment | undefined
  onChoose: (block: { flow: string; node: string }) => void
}

/** The flow that the call is in at a moment, with its path so far. Of a call that walked several, any can be looked at. */
export const WalkedCanvas = memo(function WalkedCanvas({ flows, path, moment, onChoose }: WalkedCanvasProps) {
  const [looked, setLooked] = useState<{ flow: string; at: string | undefined } | null>(null)
  const count = moment?.hops ?? 0
  const place = moment?.place ?? null
  // Another flow that somebody looks at stays until the call moves on.
  const flow = looked && looked.at === moment?.key ? looked.flow : (place?.flow ?? flows.main)
  const shown = flows.get(flow) ?? flows.get(flows.main)
  const versionId = shown?.versionId ?? flows.main
  const walked = useMemo(() => walkedIn(path, count, versionId), [path, count, versionId])
  const choose = useCallback((node: string) => onChoose({ flow: versionId, node }), [onChoose, versionId])
  if (!shown) return null
  const here = place?.flow === versionId ? place.node : null
  const before = path[count - 2]
  return (
    <div className="relative size-full">
      <CallCanvas
        key={versionId}
        document={shown.document}
        label={`${shown.flowName} v${shown.number}, with the path of the call`}
        walked={walked}
        here={here}
        before={before?.flow === versionId ? before.node : null}
        onChoose={choose}
      />
      {flows.all.length > 1 ? (
        <div className="absolute top-2 left-2">
          <Select
            aria-label="Flow"
            className="w-48"
            value={versionId}
            options={flows.all.map((each) => ({ value: each.versionId, label: `${each.flowName} v${each.number}` }))}
            onChange={(value) => setLooked({ flow: value, at: moment?.key })}
          />
        </div>
      ) : null}
    </div>
  )
})
