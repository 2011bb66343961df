import pg from 'pg'

/** A pool for the engine's hot path. A connection that breaks is replaced; its query fails, the process does not. */
export function createPool(databaseUrl: string, max = 16): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
