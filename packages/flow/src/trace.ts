import type { Disposition } from './call'

/** What a caller hears when the flow has no way on: never silence. */
export const apology = 'Sorry, something went wrong. Please call again later.'

/**
 * A flow that walks further than this is stopped: in all, and without a caller having had the chance to act. It leaves by
 * the Start block's exit `tooManyExit`, if that leads anywhere, and has `alone` blocks more from there. Flows may walk
 * each other `flows` deep.
 */
export const walkLimits = { inAll: 1_000, alone: 100, flows: 8 } as const
export const tooManyExit = 'too-many'

export type TraceProblem =
  | 'no-start'
  | 'dead-end'
  | 'unknown-block'
  | 'too-many'
  | 'refused'
  | 'overdue'
  | 'call-over'
  | 'flow-missing'
  | 'too-deep'
  | 'too-large'
  | 'unable'

/** What a step did, in order: the log's own words. `flow` is the version walked, where it is not the call's own. */
export type TraceEntry =
  | { type: 'entered'; node: string; flow?: string }
  | { type: 'left'; node: string; exit: string; digits?: string; why?: string; flow?: string }
  | { type: 'problem'; code: TraceProblem; node: string | null; detail?: string; flow?: string }
  /** A text named something that nothing has. */
  | { type: 'unknown'; node: string; name: string; flow?: string }
  | { type: 'late' }
  /** `by`: who asked for it, if somebody did. */
  | { type: 'over'; disposition: Disposition; by?: string }
