import { type RecordedCall, replay } from '@patchbay/flow/replay'
import { Notice } from '@patchbay/ui/notice'
import { useMemo } from 'react'
import type { WalkedFlows } from './walked-flows'

/** Whether the interpreter of today, here in the browser, comes to what was recorded. */
export function ReplayCheck({
  call,
  events,
  flows,
}: {
  call: RecordedCall['call']
  events: RecordedCall['steps']
  flows: WalkedFlows
}) {
  const { direction, caller, called } = call
  const off = useMemo(() => {
    const main = flows.flow(flows.main)
    if (!main) return null
    const others = new Map(
      flows.all.flatMap(({ versionId }) => {
        const flow = flows.flow(versionId)
        return flow && versionId !== flows.main ? [[versionId, flow] as const] : []
      }),
    )
    const steps = replay(main, others, { call: { direction, caller, called }, steps: events })
    return steps.findIndex(({ same }) => !same)
  }, [direction, caller, called, events, flows])
  if (off === null) return null
  if (off >= 0)
    return (
      <Notice kind="warn">
        Walked again with this version of Patchbay, step {off + 1} of {events.length} comes out otherwise than it was
        recorded.
      </Notice>
    )
  return (
    <p className="text-[13px] text-faint">
      Walked again just now: {events.length === 1 ? 'its one step comes' : `all ${events.length} steps come`} out as
      recorded.
    </p>
  )
}
