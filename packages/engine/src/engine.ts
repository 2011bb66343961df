import type { Tracer } from '@opentelemetry/api'
import { newCall } from '@patchbay/flow/call'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import type { Accounts } from './accounts'
import { createAdmission } from './admission'
import { createAlertTeller, type Told } from './alerting/alert-teller'
import { watchAccounts } from './alerting/watch-accounts'
import { watchNumbers } from './alerting/watch-numbers'
import { createAlerts } from './alerts'
import { createBus } from './bus'
import { createCallStore } from './call-store'
import { createCarrierLines } from './carrier-line'
import { createChanges, type News } from './changes'
import { createCommitter } from './committer'
import { createConfirmations } from './confirmations'
import { createCounts } from './counts'
import { createEffects } from './effects'
import { hangUpAsked, started } from './event-of'
import { createFacts } from './facts'
import { createHolidays } from './holidays'
import { startJobs } from './jobs'
import { createLookAfter } from './look-after'
import { createMeters } from './meters'
import { createMover } from './mover'
import { createNumbers } from './numbers'
import { createOpenCalls } from './open-calls'
import type { Mailer } from './outbound/mail'
import type { Outbound } from './outbound/outbound'
import { webhookKeys } from './outbound/webhook-keys'
import { atMost, createPending } from './pending'
import { createPromptReader } from './prompt-reader'
import { createReceiver, type IncomingNotification, type Reply } from './receive'
import type { Cipher } from './secrets/cipher'
import { createPrivateDigits } from './secrets/private-digits'
import { createSecrets } from './secrets/secrets'
import { createSender } from './sender'
import { createStepWriter } from './step-writer'
import { createStepper } from './stepper'
import { createTableReader } from './table-reader'
import { createTiming, type TimingOptions } from './timing'
import { createTraces } from './traces'
import { createTurnAway } from './turn-away'
import { uuidV7 } from './uuid-v7'
import { createVersions } from './versions'

/** What each of a stop's last words to the database may take, in milliseconds. */
const farewellMs = 1_000

export type EngineOptions = {
  pool: Pool
  /** The carrier accounts of all workspaces. Close them after the engine. */
  accounts: Accounts
  /** Where the carrier reaches this server, without a slash at the end. */
  publicUrl: string
  log: Logger
  /** Where its figures are registered; default: nowhere that anybody looks. */
  metrics?: Registry
  /** Where its traces begin; default: there are none. */
  tracer?: Tracer | undefined
  timing?: TimingOptions
  /** The world beside the carrier: what Request and Notify reach it by, and what their secrets are kept under. */
  outside: { outbound: Outbound; mailer: Mailer; cipher: Cipher }
  /** What is done once an hour, by one process of all that share the database. */
  hourly?: () => Promise<void>
}

/** `caller`, `called` and `shows`, the number that the other phone shows, are E.164 or empty. */
export type PlaceCall = { workspaceId: string; versionId: string; caller: string; called: string; shows: string }

/** The durable shell round `step`: receive, step, commit, send. */
export type Engine = {
  /**
   * Takes one notification of the carrier. When it resolves, what it says is committed; the next request to the carrier
   * has left, or is about to. Rejects only if the database fails: then nothing has changed.
   */
  notify: (notification: IncomingNotification) => Promise<Reply>
  /**
   * Starts an outgoing call on a published version. It runs on the account of the number that it shows, if that is one of ours,
   * else on the workspace's first. Null: the workspace has no carrier account.
   */
  place: (call: PlaceCall) => Promise<{ callId: string } | null>
  /**
   * Has a call hung up, in the middle of whatever runs. When it resolves, the wish is committed, and the request to the
   * carrier has left or is about to. `over`: it is over, or somebody else has asked; `unknown`: the workspace has none.
   */
  hangUp: (call: { workspaceId: string; callId: string; by: string }) => Promise<'asked' | 'over' | 'unknown'>
  /** A number was changed by this process: its next call follows the change, though no word of it came yet. */
  numberChanged: () => void
  /** Tells of every committed change of a call, of any process, after the fact. Returns the way to stop. */
  subscribe: (listener: (news: News) => void) => () => void
  /** Resolves when every request to the carrier is answered and followed up. */
  idle: () => Promise<void>
  /** Begins timed work and listens to the other processes: call it once, when the carrier can reach this one. */
  start: () => Promise<void>
  /** Forgets the private digits of calls that are over, as timed work does every minute; gives how many. */
  forgetPrivate: () => Promise<number>
  /** Sends what alerts have to say and is due, as timed work does; gives how many messages were tried. */
  tellAlerts: () => Promise<number>
  /** Compares numbers with their usual, and the balance with its limits, as timed work does every five minutes. */
  watch: () => Promise<void>
  /** Sends a test of alerts to every address of a workspace, and gives what came of each. */
  testAlerts: (workspaceId: string) => Promise<Told[]>
  /** Settles the calls that are due now, as timed work does; gives how many. */
  lookAfter: () => Promise<number>
  /**
   * Ends timed work, waits up to `patienceMs` for what is in hand (default: until it is done), and hands the rest to the
   * other processes. The pool stays open.
   */
  close: (patienceMs?: number) => Promise<void>
}

export function createEngine(options: EngineOptions): Engine {
  const { pool, accounts, log } = options
  const publicUrl = options.publicUrl.replace(/\/+$/, '')
  const { outbound, mailer, cipher } = options.outside
  const process = uuidV7()
  const timing = createTiming(options.timing)
  const meters = createMeters(options.metrics ?? new Registry())
  const traces = createTraces(options.tracer)
  const store = createCallStore(pool, process)
  const calls = createOpenCalls(store)
  const numbers = createNumbers(store)
  const pending = createPending()
  const alerts = createAlerts(pool, log)
  const digits = createPrivateDigits(pool, cipher)
  const committer = createCommitter(createStepWriter(pool, process), meters, log)
  const admission = createAdmission(store, committer)
  const confirmations = createConfirmations(store, calls, log)
  const changes = createChanges(log, (change) => bus.tell(change))
  const bus = createBus({
    pool,
    process,
    log,
    onChange: changes.tellHere,
    onMany: () => changes.tellHere('many'),
    onNumber: numbers.forget,
    onAccount: accounts.forget,
  })
  const mover = createMover({
    process,
    store,
    calls,
    committer,
    takeStep: createStepper({
      versions: createVersions(pool, log),
      facts: createFacts({
        pool,
        rows: createTableReader(pool),
        holidays: createHolidays(),
        prompts: createPromptReader(pool, publicUrl),
        digits,
      }),
      digits,
    }),
    admission,
    changes,
    alerts,
    meters,
    timing,
    traces,
    send: (out) => sender.send(out),
  })
  const sender = createSender({
    accounts,
    publicUrl,
    store,
    calls,
    lineTo: createCarrierLines(meters, log),
    effects: createEffects({
      count: createCounts(pool),
      outbound,
      mailer,
      secrets: createSecrets(pool, cipher),
      digits,
      webhookKeysOf: (workspaceId) => webhookKeys(pool, cipher, workspaceId),
    }),
    confirmations,
    pending,
    timing,
    traces,
    meters,
    alerts,
    log,
    follow: mover.move,
  })
  const turnAway = createTurnAway({ admission, pending, alerts, meters, log })
  const lookAfter = createLookAfter({ accounts, store, calls, mover, sender, timing, meters, alerts, log })
  const teller = createAlertTeller({
    pool,
    outbound,
    mailer,
    webhookKeysOf: (workspaceId) => webhookKeys(pool, cipher, workspaceId),
    publicUrl,
    log,
  })
  async function watch(): Promise<void> {
    await watchNumbers(pool, alerts.raise)
    await watchAccounts({ pool, accounts, log }, alerts.raise)
  }
  async function handOver(): Promise<void> {
    await confirmations.flush()
    const left = await store.handOver()
    if (left > 0) log.warn({ requests: left }, 'requests were handed to the other processes')
  }
  let jobs: { stop: () => Promise<void> } | undefined

  return {
    notify: createReceiver({ store, calls, numbers, mover, turnAway, meters, traces, accounts }),
    async place({ workspaceId, versionId, caller, called, shows }) {
      const accountId = await store.accountFor(workspaceId, shows)
      if (accountId === null) return null
      const owner = { workspaceId, versionId, numberId: null, accountId }
      const callId = await mover.begin(owner, newCall('outgoing', caller, called), started(), {})
      if (callId === null) throw new Error('A call without a session cannot have begun before.')
      return { callId }
    },
    async hangUp({ workspaceId, callId, by }) {
      const token = await store.tokenOf(workspaceId, callId)
      const call = token === null ? null : await calls.inTurn(token, () => calls.read(token))
      if (token === null || call === null) return 'unknown'
      return (await mover.move(token, hangUpAsked(call.state.step, by))) ? 'asked' : 'over'
    },
    numberChanged: () => numbers.forget(),
    subscribe: changes.subscribe,
    idle: pending.idle,
    async start() {
      const hourly = options.hourly ?? (async () => undefined)
      const clock = { tell: teller.tell, minutely: digits.forget, fiveMinutely: watch, hourly }
      const [timedWork] = await Promise.all([startJobs({ pool, timing, lookAfter, ...clock, log }), bus.listen()])
      jobs = timedWork
    },
    forgetPrivate: digits.forget,
    tellAlerts: teller.tell,
    watch,
    testAlerts: teller.test,
    lookAfter,
    async close(patienceMs) {
      // The database may be gone before us, by the same Ctrl-C: nothing here waits for it to come back.
      if (jobs) await atMost(farewellMs, jobs.stop())
      await (patienceMs === undefined ? pending.idle() : pending.idleWithin(patienceMs))
      await atMost(farewellMs, handOver())
      // A connection to a database that is gone may never say that it is closed.
      await atMost(farewellMs, bus.close())
    },
  }
}
