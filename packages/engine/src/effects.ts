import type { Result } from '@patchbay/flow/call'
import type { Effect } from '@patchbay/flow/command'
import type { Counts } from './counts'

/** What came of something that needs no carrier: a result, or why it could not be done. */
export type EffectOutcome = { done: Result } | { refused: string }

type Place = { workspaceId: string; callId: string; step: number }

/** The longest that it may take, in milliseconds. */
export function effectMs(command: Effect): number {
  return command.type === 'request' ? command.timeoutMs : 30_000
}

/** Carries out what flows ask of the world beside the carrier. Never rejects for what that world does. */
export function createEffects({ count }: { count: Counts }) {
  return async (place: Place, command: Effect): Promise<EffectOutcome> => {
    if (command.type === 'count') return { done: { count: await count(place, command.name, command.seconds) } }
    return { refused: 'not-known' }
  }
}

export type Effects = ReturnType<typeof createEffects>
