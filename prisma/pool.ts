import pg from 'pg'

/** A pool for the engine's hot path. An idle connection that breaks is replaced, not thrown. */
export function createPool(databaseUrl: string, max = 16): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max })
  pool.on('error', () => undefined)
  return pool
}
