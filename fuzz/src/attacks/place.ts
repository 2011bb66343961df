import fc from 'fast-check'
import type { Who } from '../house/furnish'
import { hostileText } from '../inputs/hostile'
import { wellFormed } from './encoded'

/** Where in Patchbay something is asked for, and by whom. */
export type Place = { prefix: fc.Arbitrary<string>; who: fc.Arbitrary<Who> }

export const json = { 'content-type': 'application/json' }

/** `local`: nobody signs in, so most come with nothing. */
export function places({ ours, theirs }: { ours: string; theirs: string }, local: boolean): Place {
  return {
    prefix: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('', `/w/${ours}`) },
      { weight: 2, arbitrary: fc.constant(`/w/${theirs}`) },
      {
        weight: 1,
        arbitrary: hostileText.map((text) => `/w/${encodeURIComponent(wellFormed(text)).slice(0, 3_000)}`),
      },
    ),
    who: fc.oneof(
      { weight: local ? 1 : 5, arbitrary: fc.constant<Who>('owner') },
      { weight: 1, arbitrary: fc.constantFrom<Who>('builder', 'operator', 'viewer', 'stranger', 'key') },
      { weight: 1, arbitrary: fc.constantFrom<Who>('builder', 'operator', 'viewer', 'key') },
      { weight: local ? 8 : 1, arbitrary: fc.constant<Who>('nobody') },
    ),
  }
}
