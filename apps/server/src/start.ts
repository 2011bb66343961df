import { createAccountMails } from '@patchbay/api/auth/account-mails'
import { createAuth } from '@patchbay/api/auth/auth'
import type { House } from '@patchbay/api/context'
import { ensureLocalUser } from '@patchbay/api/people/local-user'
import { createReception } from '@patchbay/api/reception'
import { seedDemo } from '@patchbay/api/seed-demo'
import { createDb } from '@patchbay/db/client'
import { deleteExpiredSessions } from '@patchbay/db/delete-expired-sessions'
import { deleteOldCalls } from '@patchbay/db/delete-old-calls'
import { forgetRecordings } from '@patchbay/db/forget-recordings'
import { startLocalPostgres } from '@patchbay/db/local-postgres'
import { applyMigrations } from '@patchbay/db/migrate'
import { createPool } from '@patchbay/db/pool'
import { createWorkspaces } from '@patchbay/db/workspaces'
import { createAccounts } from '@patchbay/engine/accounts'
import { createEngine } from '@patchbay/engine/engine'
import { readAllowed } from '@patchbay/engine/outbound/allowed-addresses'
import { createMailer } from '@patchbay/engine/outbound/mail'
import { createRecordings } from '@patchbay/engine/outbound/recordings'
import { atMost } from '@patchbay/engine/pending'
import { createCipher } from '@patchbay/engine/secrets/cipher'
import { keptKey } from '@patchbay/engine/secrets/kept-key'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { asStartError } from './as-start-error'
import { createStorage } from './create-storage'
import { isLoopbackName } from './door/from-here'
import { logOptions } from './door/log-options'
import { createSignInLimits } from './door/sign-in-limits'
import { type Environment, oidcOf, runsSimulator, sendsTraces } from './environment'
import { createHttp } from './http'
import { createOutboundThread } from './outbound-thread'
import { secretKeys } from './secret-key'
import { demoAccount, startSimulator } from './simulator-process'
import { startTracing } from './tracing'
import { version } from './version'

/** A stop takes less than 10 s, with what the engine says good-bye with: for requests under way, for what it has in hand, for the last traces, and for connections. */
const requestsMs = 1_500
const drainMs = 3_500
const tracesMs = 1_000
const poolMs = 500

export type Patchbay = { url: string; demoNumber: string | null; simulated: boolean; stop: () => Promise<void> }

/**
 * Starts everything that the environment does not say is running elsewhere: Postgres, the simulator, and the server on
 * its one port. Throws a `StartError` with one line; then nothing is left running.
 */
export async function start(env: Environment): Promise<Patchbay> {
  const stops: (() => Promise<unknown>)[] = []
  const stop = async () => {
    const faults: unknown[] = []
    for (const each of stops.splice(0).reverse()) await each().catch((fault: unknown) => faults.push(fault))
    if (faults.length > 0) throw new AggregateError(faults, 'Not everything could be stopped in order.')
  }
  try {
    return { ...(await compose(env, stops)), stop }
  } catch (error) {
    await stop().catch(() => undefined)
    throw asStartError(error, env)
  }
}

async function compose(env: Environment, stops: (() => Promise<unknown>)[]): Promise<Omit<Patchbay, 'stop'>> {
  const log = pino(logOptions(env.LOG_LEVEL))
  const [databaseUrl, simulatorUrl] = await both(
    async () => {
      if (env.DATABASE_URL !== undefined) return env.DATABASE_URL
      const postgres = await startLocalPostgres({ dataDir: env.DATA_DIR })
      stops.push(postgres.stop)
      return postgres.url
    },
    async () => {
      if (!runsSimulator(env)) return env.SIMULATOR_URL ?? null
      const simulator = await startSimulator(env.SIMULATOR_PORT, () => log.error('the simulator stopped by itself'))
      stops.push(simulator.stop)
      return simulator.url
    },
  )
  await applyMigrations(databaseUrl)

  const account = {
    appId: env.HOIIO_APP_ID ?? demoAccount.appId,
    accessToken: env.HOIIO_ACCESS_TOKEN ?? demoAccount.accessToken,
    baseUrl: env.HOIIO_BASE_URL ?? (simulatorUrl === null ? null : `${simulatorUrl}/open`),
  }
  const db = createDb(databaseUrl)
  stops.push(() => atMost(poolMs, db.$disconnect()))
  const pool = createPool(databaseUrl)
  // Timed work that waits for a stranger keeps its connection: nobody waits for that.
  stops.push(() => atMost(poolMs, pool.end()))
  const workspaces = createWorkspaces(databaseUrl)
  stops.push(() => atMost(poolMs, workspaces.close()))
  const publicUrl = env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`
  const tracing = sendsTraces(env) ? await startTracing(env.OTEL_SERVICE_NAME, version) : undefined
  if (tracing) stops.push(() => atMost(tracesMs, tracing.stop()))
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  const { key, before } = await secretKeys(env, env.DATA_DIR)
  const cipher = createCipher(key, before === null ? [] : [before])
  const outbound = createOutboundThread({ allow: env.REQUEST_ALLOW, userAgent: `Patchbay/${version}` })
  stops.push(outbound.close)
  const accounts = createAccounts({ pool, cipher, log, allowed: readAllowed(env.REQUEST_ALLOW) })
  // By now what waits for the carrier is handed over: a carrier that never answers is not waited for.
  stops.push(() => atMost(poolMs, accounts.close()))
  const recordings = createRecordings(readAllowed(withCarrier(env.REQUEST_ALLOW, [account.baseUrl, simulatorUrl])))
  stops.push(recordings.close)
  const mailer = createMailer(env.SMTP_URL, env.MAIL_FROM)
  stops.push(async () => mailer.close())
  const engine = createEngine({
    pool,
    accounts,
    publicUrl,
    log,
    metrics,
    tracer: tracing?.tracer,
    outside: { outbound, mailer, cipher },
    hourly: async () => {
      const sessions = await deleteExpiredSessions(pool)
      if (sessions > 0) log.info({ sessions }, 'sessions that were over were forgotten')
      const calls = await deleteOldCalls(pool)
      if (calls > 0) log.info({ calls }, 'calls that nobody wants kept were deleted')
      const recordings = await forgetRecordings(pool)
      if (recordings > 0) log.info({ recordings }, 'addresses of recordings that nobody wants kept were forgotten')
    },
    timing: {
      leaseMs: env.PATCHBAY_LEASE_MS,
      lookMs: env.PATCHBAY_SWEEP_MS,
      deadlineScale: env.PATCHBAY_DEADLINE_SCALE,
    },
  })
  stops.push(() => engine.close(drainMs))

  const shown = env.HOST === '0.0.0.0' || env.HOST === '127.0.0.1' ? 'localhost' : env.HOST
  const url = `http://${shown}:${env.PORT}`
  const appUrl = env.APP_URL ?? publicUrl
  const isOurs = [env.HOST, new URL(publicUrl).hostname, new URL(appUrl).hostname].every(isLoopbackName)
  const local = env.LOCAL_SIGN_IN === 'on' && isOurs
  const { auth, stop: stopAuth } = await createAuth({
    db,
    key: await keptKey(pool, cipher, 'sessions'),
    appUrl,
    origins: ['localhost', '127.0.0.1'].map((name) => `http://${name}:${env.PORT}`),
    mails: createAccountMails(mailer, env.SMTP_URL !== undefined, log, (text) => console.log(`\n  ${text}`)),
    guesses: createSignInLimits(pool),
    oidc: oidcOf(env),
    breachRange: env.BREACH_RANGE_URL === 'off' ? null : env.BREACH_RANGE_URL,
    log,
    local,
    showCode: (code) => showCode(env.APP_URL ?? env.PUBLIC_URL ?? url, code),
  })
  stops.push(async () => stopAuth())
  const carrier = simulatorUrl === null ? 'hoiio' : 'simulator'
  const files = createStorage(env)
  const house: House = { auth, db, pool, workspaces, engine, accounts, cipher, files, publicUrl, carrier, version, log }
  const { demoNumber } = await seedDemo(house, account)
  const reception = createReception(house, {
    personOf: auth.personOf,
    localUser: local ? await ensureLocalUser(house) : null,
  })
  const app = await createHttp({ house, reception, engine, metrics, log, recordings, simulatorUrl, env })
  stops.push(() => closeHttp(app))
  await app.listen({ port: env.PORT, host: env.HOST })
  await engine.start()
  return { url, demoNumber, simulated: carrier === 'simulator' }
}

/** Where it can be read by whoever started the server, and by nobody else; whatever the log's level is. */
function showCode(url: string, code: string): void {
  console.log(`\n  Nobody owns this Patchbay yet. Open ${url}/welcome and enter this code: ${code}`)
}

/** What flows may reach, and the carrier's own machine, which may be this one. */
function withCarrier(allowed: string, addresses: readonly (string | null | undefined)[]): string {
  const hosts = addresses.flatMap((address) => {
    if (!address) return []
    const { hostname, port, protocol } = new URL(address)
    return [`${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`]
  })
  return [allowed, ...hosts].filter((entry) => entry !== '').join(',')
}

/** Lets requests finish that are under way; whoever listens on a stream is cut off. */
async function closeHttp(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), requestsMs)
  await app.close()
  clearTimeout(cut)
}

/** Waits for both even if one fails, so that whatever was started can be stopped again. */
async function both<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first(), second()])
  if (a.status === 'rejected') throw a.reason
  if (b.status === 'rejected') throw b.reason
  return [a.value, b.value]
}
