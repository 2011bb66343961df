import pg from 'pg'
import { type FlowName, incomingFlows } from '../plan/plan-round'
import { type Api, createApi, publishExamples } from './api'
import { type Balancer, startBalancer } from './balancer'
import { type Carrier, carrierAccount, startCarrier } from './carrier'
import { type Postgres, startPostgres } from './postgres'
import { type Replica, startReplica } from './replica'

/** How many times faster than ours the calls' clocks run. */
export const speed = 40

export type House = {
  postgres: Postgres
  /** For the checker's own reading. */
  pool: pg.Pool
  carrier: Carrier
  balancer: Balancer
  replicas: readonly [Replica, Replica]
  api: Api
  flowIds: ReadonlyMap<FlowName, string>
  numberOf: ReadonlyMap<FlowName, string>
  stop: () => Promise<void>
}

/**
 * Everything of a run, each part a real process: a PostgreSQL, a carrier, two servers behind a balancer. `crashed` hears
 * of a server that ended by itself.
 */
export async function openHouse(crashed: (output: string) => void): Promise<House> {
  const stops: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each().catch(() => undefined)
  }
  try {
    return { ...(await build(stops, crashed)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function build(
  stops: (() => Promise<unknown>)[],
  crashed: (output: string) => void,
): Promise<Omit<House, 'stop'>> {
  const postgres = await startPostgres()
  stops.push(postgres.stop)
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 })
  pool.on('error', () => undefined)
  stops.push(() => pool.end())
  const numberOf = new Map<FlowName, string>(incomingFlows.map((flow, i) => [flow, `+6531580${100 + i}`]))
  const carrier = await startCarrier([...numberOf.values()], speed)
  stops.push(carrier.stop)
  const ports: number[] = []
  const balancer = await startBalancer(() => ports)
  stops.push(balancer.close)
  const env = {
    DATABASE_URL: postgres.url,
    PUBLIC_URL: balancer.url,
    HOIIO_BASE_URL: `${carrier.url}/open/`,
    HOIIO_APP_ID: carrierAccount.appId,
    HOIIO_ACCESS_TOKEN: carrierAccount.accessToken,
    SIMULATOR_URL: carrier.url,
    LOG_LEVEL: 'warn',
    // What takes a minute in life takes seconds here.
    PATCHBAY_LEASE_MS: '2000',
    PATCHBAY_SWEEP_MS: '1000',
    PATCHBAY_DEADLINE_SCALE: '0.05',
  }
  const open = async () => {
    const replica = await startReplica(env, crashed)
    stops.push(replica.stop)
    ports.push(replica.port)
    return replica
  }
  // One after the other: the first makes the tables.
  const replicas = [await open(), await open()] as const
  const api = createApi(balancer.url)
  return { postgres, pool, carrier, balancer, replicas, api, flowIds: await publishExamples(api, numberOf), numberOf }
}
