/** The engine's clocks, in milliseconds. Whoever runs it may shorten them for a rehearsal; the defaults are for callers. */
export type Timing = {
  /** How long a process keeps a request that it delivers before another may take it over. */
  leaseMs: number
  /** How often somebody looks for calls that are due. */
  lookMs: number
  /** What a request may take, scaled. */
  deadline: (ms: number) => number
  /** Tries after the first, and the pauses between them. */
  retries: number
  firstPauseMs: number
  longestPauseMs: number
}

export type TimingOptions = Partial<Omit<Timing, 'deadline'>> & {
  /** Multiplies every deadline; default 1. */
  deadlineScale?: number
}

export function createTiming({ deadlineScale = 1, ...options }: TimingOptions = {}): Timing {
  return {
    leaseMs: 15_000,
    lookMs: 10_000,
    retries: 6,
    firstPauseMs: 200,
    longestPauseMs: 4_000,
    ...options,
    deadline: (ms) => Math.ceil(ms * deadlineScale),
  }
}
