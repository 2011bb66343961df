/** Such as `12.3 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Such as `12,345 rows of 28 tables and 3 recordings of prompts`. */
export function inNumbers({ rows, recordings }: { rows: ReadonlyMap<string, number>; recordings: number }): string {
  const all = [...rows.values()].reduce((sum, count) => sum + count, 0)
  const files = recordings === 1 ? '1 recording' : `${recordings} recordings`
  return `${all.toLocaleString('en')} rows of ${rows.size} tables, and ${files} of prompts`
}

/** Says every five seconds how far something is that is counted in bytes. */
export function progress(what: string): (bytes: number) => void {
  let all = 0
  let told = Date.now()
  return (bytes) => {
    all += bytes
    if (Date.now() - told < 5_000) return
    told = Date.now()
    console.log(`  ${megabytes(all)} ${what}`)
  }
}
