import { countsOf, foundBy } from '@patchbay/engine/digest/counts-of'
import { digestOf } from '@patchbay/engine/digest/digest-of'
import type { FlowDocument } from '@patchbay/flow/document'
import type { GeneratedFlow } from './flows'
import { type PlayedCall, playCall, type Said } from './play-call'

/** Calls of a way differ in how long they take: so many times as long, and how many of ten. */
const paces = [
  { pace: 0.7, share: 3 },
  { pace: 1, share: 4 },
  { pace: 1.6, share: 2 },
  { pace: 3.5, share: 1 },
] as const

/** One call as it was played, of which many are made that differ in who, when and what was typed. */
export type Variant = {
  versionId: string
  /** Of all calls of its version. */
  weight: number
  direction: 'incoming' | 'outgoing'
  played: PlayedCall
  keys: string[]
  problems: string[]
  counted: string[]
  counts: ReturnType<typeof countsOf>
}

/** Everything that can happen on a version, with how often. */
export function variantsOf(
  { direction }: Pick<GeneratedFlow, 'direction'>,
  versionId: string,
  { document, ways }: { document: FlowDocument; ways: readonly { weight: number; said: readonly Said[] }[] },
): Variant[] {
  return ways.flatMap(({ weight, said }) =>
    paces.map(({ pace, share }) => {
      const slower = said.map((word) => ({ ...word, after: Math.max(1, Math.round(word.after * pace)) }))
      const played = playCall(document, { direction, caller: '', called: '', said: slower })
      const call = {
        versionId,
        direction,
        caller: '',
        called: '',
        tags: played.state.tags,
        startedAt: 0,
        endedAt: played.seconds * 1_000,
      }
      const events = played.events.map((event) => ({ ...event, at: event.at * 1_000 }))
      const { keys, problems } = digestOf(call, events, () => false)
      const counts = countsOf(call, events)
      const counted = foundBy(counts, () => false)
      return { versionId, weight: weight * share, direction, played, keys, problems, counted, counts }
    }),
  )
}
