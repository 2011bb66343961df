import pg from 'pg'

/** What its connections are called in the database: whether any Patchbay is running there can be seen by it. */
export const applicationName = 'patchbay'

/** A pool for the engine's hot path. A connection that breaks is replaced; its query fails, the process does not. */
export function createPool(databaseUrl: string, max = 16): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max, application_name: applicationName })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
