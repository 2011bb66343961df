import type { Phase } from './attack-server'

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`

/** What came of one server, for people. */
export function describePhase({
  name,
  sent,
  statuses,
  seconds,
  slowestMs,
  slowest,
  lines,
  health,
  calls,
}: Phase): string {
  const counted = [...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status || 'no answer due'}: ${count}`)
  return [
    `${name}: ${sent} requests in ${seconds.toFixed(0)} s (${(sent / seconds).toFixed(0)} a second)`,
    `  answers      ${counted.join(', ')}`,
    `  slowest      ${slowestMs.toFixed(0)} ms (${slowest})`,
    `  genuine      ${calls.ended} calls ended well, the slowest after ${calls.slowestMs.toFixed(0)} ms`,
    ...(health
      ? [
          `  memory       resident ${megabytes(health.early.resident)} after warming up, ${megabytes(health.late.resident)} at the end (most ${megabytes(health.mostResident)}); heap ${megabytes(health.early.heap)}, then ${megabytes(health.late.heap)}`,
          `  event loop   stood still for ${health.stoodMs.toFixed(0)} ms at most; ${health.p99Ms.toFixed(0)} ms in 99 of 100 looks`,
        ]
      : []),
    `  log          ${lines} lines looked through`,
  ].join('\n')
}
