/** Milliseconds since 1970 with their fractions, the same in every process of a machine, a browser's pages included. */
export function clock(): number {
  return performance.timeOrigin + performance.now()
}
