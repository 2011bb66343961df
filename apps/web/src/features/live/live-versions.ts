import type { Outputs } from '../../app/trpc'
import type { Seen } from './now-state'

type NumberRow = Outputs['numbers']['list'][number]

/** A version that calls are on, or that would answer one. */
export type LiveVersion = { id: string; flowName: string; number: number; calls: number }

/** The versions with calls, those with most first, then those that answer a number. Pure. */
export function liveVersions(calls: readonly Seen[], numbers: readonly NumberRow[]): LiveVersion[] {
  const versions = new Map<string, LiveVersion>()
  for (const { call } of calls) {
    const known = versions.get(call.versionId)
    if (known) known.calls += 1
    else versions.set(call.versionId, { id: call.versionId, flowName: call.flowName, number: call.version, calls: 1 })
  }
  for (const { version } of numbers)
    if (version && !versions.has(version.id))
      versions.set(version.id, { id: version.id, flowName: version.flowName, number: version.number, calls: 0 })
  return [...versions.values()].sort(
    (a, b) => b.calls - a.calls || a.flowName.localeCompare(b.flowName) || b.number - a.number,
  )
}
