import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDb } from '@patchbay/db/client'
import { startLocalPostgres } from '@patchbay/db/local-postgres'
import pg from 'pg'
import { attackServer, type Phase } from './attack-server'
import { freePort } from './house/free-port'
import { theirCarrier } from './house/furnish'
import { startCarrier } from './house/server'

export type FuzzReport = { phases: readonly Phase[]; faults: readonly string[] }

/** Of all requests, so many are sent where everybody signs in; the others where whoever is at this machine is signed in. */
const signedInShare = 0.75

/**
 * Attacks the built server, on a PostgreSQL of its own and with two carriers, with so many requests: first where everybody signs in, then where
 * nobody does. The same `seed` makes the same requests, but for ids and keys.
 */
export async function runFuzz(
  { requests, seed }: { requests: number; seed: number },
  say: (line: string) => void,
): Promise<FuzzReport> {
  const stops: (() => Promise<unknown>)[] = []
  try {
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-fuzz-'))
    stops.push(() => rm(folder, { recursive: true, force: true }))
    const postgres = await startLocalPostgres({ dataDir: folder })
    stops.push(postgres.stop)
    const pool = new pg.Pool({ connectionString: postgres.url, max: 3 })
    stops.push(() => pool.end())
    const db = createDb(postgres.url)
    stops.push(() => db.$disconnect())
    const carrier = await startCarrier(
      {
        SIMULATOR_APP_ID: theirCarrier.appId,
        SIMULATOR_ACCESS_TOKEN: theirCarrier.accessToken,
        SIMULATOR_NUMBERS: '+6531589000',
        SIMULATOR_BALANCE: '1000000',
      },
      await freePort(),
    )
    stops.push(carrier.stop)
    // The same for both servers: the carrier sends calls to it.
    const port = await freePort()
    const house = { port, folder, databaseUrl: postgres.url, pool, db, carrierUrl: carrier.url }
    const signedIn = Math.round(requests * signedInShare)
    const first = await attackServer(house, { requests: signedIn, seed, known: null }, say)
    const second = await attackServer(
      house,
      { requests: requests - signedIn, seed: seed + 1, known: first.furnished },
      say,
    )
    const phases = [first.phase, second.phase]
    return { phases, faults: phases.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)) }
  } finally {
    for (const stop of stops.reverse()) await stop().catch((error: unknown) => say(String(error)))
  }
}
