/** What one table may hold. `bytes`: of the file that it comes in; `key` and `cell`: characters. */
export const tableLimits = {
  bytes: 20 * 1024 * 1024,
  rows: 100_000,
  columns: 50,
  columnName: 80,
  key: 200,
  cell: 1_000,
} as const

/** How many faulty rows a refusal names. */
export const mostNamed = 20
