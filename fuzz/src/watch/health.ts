import type { Health } from '../house/server'

export type Memory = { resident: number; heap: number }
export type HealthReport = {
  /** In bytes: the median of the looks after warming up, and of the last ones. */
  early: Memory
  late: Memory
  mostResident: number
  /** For how long the event loop stood still at most, and in all but one of a hundred looks of 10 ms, in milliseconds. */
  stoodMs: number
  p99Ms: number
  looks: number
}

/** What a server said of itself while it was attacked. Its first fifth is warming up. Null where it said too little. */
export function reportHealth(looks: readonly Health[]): HealthReport | null {
  const warm = looks.slice(Math.ceil(looks.length / 5))
  if (warm.length < 2) return null
  const part = Math.max(1, Math.floor(warm.length / 3))
  const memory = (some: readonly Health[]): Memory => ({
    resident: median(some.map(({ rss }) => rss)),
    heap: median(some.map(({ heapUsed, external }) => heapUsed + external)),
  })
  return {
    early: memory(warm.slice(0, part)),
    late: memory(warm.slice(-part)),
    mostResident: Math.max(...looks.map(({ rss }) => rss)),
    stoodMs: Math.max(...looks.map(({ stoodMs }) => stoodMs)),
    p99Ms: median(looks.map(({ p99Ms }) => p99Ms)),
    looks: looks.length,
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

const megabyte = 1024 * 1024
/** What may lie between the looks after warming up and the last ones: what is kept is bounded, not nothing. */
const mayGrow = 40 * megabyte
const mayStandMs = 3_000

/** What is wrong with a server's health, as sentences. */
export function faultsOfHealth({ early, late, stoodMs }: HealthReport): string[] {
  const grown = (late.heap - early.heap) / megabyte
  return [
    ...(late.heap - early.heap > mayGrow ? [`its memory grew by ${grown.toFixed(0)} MB`] : []),
    ...(stoodMs > mayStandMs ? [`its event loop stood still for ${stoodMs.toFixed(0)} ms`] : []),
  ]
}
