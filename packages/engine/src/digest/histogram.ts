/**
 * Durations are counted in buckets, four to a doubling: a bucket's middle is at most 9.1 % (2^(1/8)) away from any duration
 * in it, and so is a median that is read from the counts. Bucket 0 is all up to an eighth of a second, so that every fourth ends
 * at a power of two seconds.
 */
const firstMs = 125
const perDoubling = 4
const last = 120

export function bucketOf(ms: number): number {
  if (ms <= firstMs) return 0
  return Math.min(last, Math.ceil(perDoubling * Math.log2(ms / firstMs)))
}

/** The (geometric) middle of a bucket, in milliseconds; 0 of the first. */
export function middleOf(bucket: number): number {
  return bucket === 0 ? 0 : firstMs * 2 ** ((bucket - 0.5) / perDoubling)
}

/** Where a bucket ends, in milliseconds. */
export function endOf(bucket: number): number {
  return firstMs * 2 ** (bucket / perDoubling)
}

/** The median of what was counted, in milliseconds; null where nothing was. */
export function medianOf(counts: ReadonlyMap<number, number>): number | null {
  let all = 0
  for (const n of counts.values()) all += n
  let seen = 0
  for (const [bucket, n] of [...counts].toSorted(([a], [b]) => a - b)) {
    seen += n
    if (seen * 2 >= all && all > 0) return middleOf(bucket)
  }
  return null
}
