import type { TraceEntry, TraceProblem } from '@patchbay/flow/trace'
import type { NewAlert } from '../alerts'

/** What keeps a flow from going on, in words. A refusal of the carrier is an alert of its own, and so is its silence. */
const faults: Partial<Record<TraceProblem, string>> = {
  'no-start': 'A flow has no start.',
  'dead-end': 'A call came to an exit that leads nowhere.',
  'unknown-block': 'A flow has a block that this Patchbay does not know.',
  'flow-missing': 'A flow goes to another one that is not there.',
  'too-deep': 'Flows go into each other too deep.',
  'too-large': 'A call was to keep more than it can hold.',
  unable: 'A block could not do what it is for.',
  'too-many': 'A flow walked too many blocks and was stopped.',
}

/** What a block has an exit for. */
const provided: ReadonlySet<TraceProblem> = new Set(['unable', 'flow-missing', 'too-deep'])

/** The alerts of a step, by its trace: mostly none. The subject is the version in which it happened, and the block. */
export function brokenSteps(
  { id, workspaceId, versionId }: { id: string; workspaceId: string; versionId: string },
  trace: readonly TraceEntry[],
): NewAlert[] {
  const alerts: NewAlert[] = []
  for (const [at, entry] of trace.entries()) {
    if (entry.type !== 'problem') continue
    // Its author led the exit for that somewhere: nothing is broken.
    const next = trace[at + 1]
    if (provided.has(entry.code) && next?.type === 'left' && next.node === entry.node) continue
    const message = faults[entry.code]
    if (message === undefined) continue
    const version = entry.flow ?? versionId
    alerts.push(
      entry.code === 'too-many'
        ? { workspaceId, code: 'too-many', subject: version, callId: id, message }
        : {
            workspaceId,
            code: 'broken-step',
            subject: entry.node === null ? version : `${version}/${entry.node}`,
            callId: id,
            message,
          },
    )
  }
  return alerts
}
