import type { Disposition, Result } from './call'
import type { CompiledNode, Flow } from './flow'
import { settingFault, settingWritten } from './setting-value'
import type { Json } from './vars'

/** The flow's settings: what is given, and what the flow says where nothing is, or nothing that such a setting takes. */
export function settingsOf(flow: Flow, given: Readonly<Record<string, Json>> = {}): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(flow.settings).map(([key, { type, initial }]) => {
      const value = Object.hasOwn(given, key) ? settingWritten(type, given[key] ?? null) : null
      return [key, value === null || settingFault(type, value) !== null ? initial : value]
    }),
  )
}

/** The exit for when a block fails, where it leads anywhere or the call is over with it. */
export function failureExit({ bound, next }: CompiledNode): string | undefined {
  return bound.exits.find(({ name, failure, over }) => failure && (over || next.has(name)))?.name
}

export function dispositionOf(node: CompiledNode | undefined, result: Result): Disposition {
  if (result.transferStatus === 'answered') return 'transferred'
  // A transfer that goes on when it fails is never ended by its failure: then it was the caller who gave up waiting.
  if (result.transferStatus !== undefined) return node?.bound.exits.length ? 'caller-hung-up' : 'not-answered'
  if (result.dialStatus !== undefined) return result.dialStatus === 'answered' ? 'completed' : 'not-answered'
  return 'caller-hung-up'
}
