import { join } from 'node:path'
import type { Db } from '@patchbay/db/client'
import fc from 'fast-check'
import type pg from 'pg'
import { z } from 'zod'
import { accountAttacks } from './attacks/accounts'
import type { Attack } from './attacks/attack'
import { documentedAttacks } from './attacks/documented'
import { garbage } from './attacks/garbage'
import { knownValues } from './attacks/known'
import { notifications } from './attacks/notifications'
import { otherRoutes } from './attacks/other-routes'
import { places } from './attacks/place'
import { procedureAttacks } from './attacks/procedures'
import { freePort } from './house/free-port'
import { type Furnished, furnish, theirCarrier } from './house/furnish'
import { contentsOf, keepPeople, putPeopleBack, readIds } from './house/kept'
import { type Health, type Route, startServer } from './house/server'
import { createLane, type Lane } from './send/lane'
import { type GenuineCalls, placeGenuineCalls } from './watch/genuine-calls'
import { faultsOfHealth, type HealthReport, reportHealth } from './watch/health'
import { createFinder, findSession } from './watch/secrets'
import { type Finders, verdictOn, verdictOnLine } from './watch/verdict'

export type Phase = {
  name: string
  sent: number
  /** Answers by their status; 0: none was due. */
  statuses: ReadonlyMap<number, number>
  seconds: number
  slowestMs: number
  slowest: string
  lines: number
  health: HealthReport | null
  calls: GenuineCalls
  faults: readonly string[]
}

type House = { port: number; folder: string; databaseUrl: string; pool: pg.Pool; db: Db; carrierUrl: string }

const lanes = 32
const drawnAtOnce = 100
const putBackEvery = 300
const tellMs = 15_000
const key = '0123456789abcdef'.repeat(4)
const mailSecret = 'smtp-password-planted'
const metricsToken = 'metrics-token-planted-0001'
/** Faults of one kind are told so many times. */
const toldTimes = 3

/** One server, attacked from its start to its end. `known`: what another one before it has furnished; null: everybody signs in, and it is done here. */
export async function attackServer(
  { port, folder, databaseUrl, pool, db, carrierUrl }: House,
  { requests, seed, known }: { requests: number; seed: number; known: Furnished | null },
  say: (line: string) => void,
): Promise<{ phase: Phase; furnished: Furnished }> {
  const local = known !== null
  const name = local ? 'LOCAL_SIGN_IN=on' : 'LOCAL_SIGN_IN=off'
  const url = `http://localhost:${port}`
  const faults = createFaults(say)
  const looks: Health[] = []
  const fixed = new Map([
    ['the key of everything', key],
    ['the mail server’s password', mailSecret],
    ['the token of /metrics', metricsToken],
    ['the simulator’s access token', 'patchbay-demo-token'],
  ])
  let finders: Finders = { secret: createFinder(fixed), session: () => null, mark: () => null }
  let lines = 0
  const server = await startServer(
    {
      PORT: String(port),
      SIMULATOR_PORT: String(await freePort()),
      DATABASE_URL: databaseUrl,
      DATA_DIR: join(folder, 'data'),
      LOCAL_SIGN_IN: local ? 'on' : 'off',
      BREACH_RANGE_URL: 'off',
      PATCHBAY_KEY: key,
      METRICS_TOKEN: metricsToken,
      REQUESTS_PER_MINUTE: '100000000',
      REQUEST_ALLOW: new URL(carrierUrl).host,
      SIMULATOR_SPEED: '0',
      LOG_LEVEL: 'debug',
    },
    {
      heard: (line) => {
        lines += 1
        const wrong = verdictOnLine(line, finders)
        if (wrong) faults.add(wrong.replace(/"(time|pid|hostname)":[^,]*,/g, ''), wrong)
      },
      health: (now) => looks.push(now),
      everyMs: Math.max(500, Math.min(10_000, requests / 20)),
    },
  )
  try {
    const code = /enter this code: (\S+)/.exec(server.greeting)?.[1] ?? ''
    const furnished = known ?? (await furnish(url, { code, carrierUrl, pool }))
    if (!known) await keepPeople(pool)
    finders = {
      secret: createFinder(new Map([...fixed, ...furnished.secrets])),
      session: findSession(furnished.sessions),
      mark: createFinder(furnished.marks),
    }
    const theirsBefore = await contentsOf(pool, furnished.theirWorkspaceId)
    const attacks = await prepare(url, server.routes, furnished, { local, pool, db })
    const calls = placeGenuineCalls({ carrierUrl, pool, number: furnished.theirNumber }, 1_500)
    const began = performance.now()
    const result = await sendAll(port, attacks, furnished, {
      requests,
      seed,
      finders,
      faults,
      pool,
      alive: server.alive,
      say,
    })
    const seconds = (performance.now() - began) / 1_000
    if (!server.alive()) faults.add('crash', 'the server ended')
    const came = await calls.stop()
    for (const fault of came.faults) faults.add('genuine', `a genuine call did not end well: ${fault}`)
    if (came.ended === 0) faults.add('genuine', 'no genuine call ended')
    const health = reportHealth(looks)
    for (const fault of health ? faultsOfHealth(health) : []) faults.add(fault, fault)
    const after = await contentsOf(pool, furnished.theirWorkspaceId)
    if (after !== theirsBefore)
      faults.add('theirs', `another workspace was changed: ${difference(theirsBefore, after)}`)
    const phase = { name, ...result, seconds, lines, health, calls: came, faults: faults.all() }
    return { phase, furnished }
  } finally {
    await server.stop()
  }
}

const tokensSchema = z.array(z.object({ token: z.string(), ours: z.boolean() }))

/** All attacks, as likely as they are worth. */
async function prepare(
  url: string,
  routes: readonly Route[],
  { slugs }: Furnished,
  { local, pool, db }: { local: boolean; pool: pg.Pool; db: Db },
): Promise<fc.Arbitrary<Attack>> {
  const place = places(slugs, local)
  const values = knownValues(await readIds(pool, slugs.ours))
  const document: unknown = await (await fetch(`${url}/api/v1/openapi.json`)).json()
  const { rows } = await pool.query(
    'SELECT n.token, w.slug = $1 AS ours FROM phone_number n JOIN workspace w ON w.id = n.workspace_id',
    [slugs.ours],
  )
  const tokens = tokensSchema.parse(rows)
  const of = (ours: boolean) => tokens.filter((each) => each.ours === ours).map(({ token }) => token)
  return fc.oneof(
    { weight: 34, arbitrary: procedureAttacks(place, values) },
    { weight: 26, arbitrary: documentedAttacks(document, place, values) },
    { weight: 10, arbitrary: accountAttacks(db, place, values) },
    { weight: 12, arbitrary: otherRoutes(routes, place) },
    {
      weight: 10,
      arbitrary: notifications([
        { tokens: of(true), accessToken: 'patchbay-demo-token' },
        { tokens: of(false), accessToken: theirCarrier.accessToken },
      ]),
    },
    { weight: 8, arbitrary: garbage },
  )
}

type Sending = {
  requests: number
  seed: number
  finders: Finders
  faults: Faults
  pool: pg.Pool
  alive: () => boolean
  say: (line: string) => void
}

async function sendAll(
  port: number,
  attacks: fc.Arbitrary<Attack>,
  { headersOf }: Furnished,
  { requests, seed, finders, faults, pool, alive, say }: Sending,
): Promise<Pick<Phase, 'sent' | 'statuses' | 'slowestMs' | 'slowest'>> {
  const all = Array.from({ length: lanes }, (_, at) => createLane(port, at))
  const statuses = new Map<number, number>()
  let [sent, slowestMs, slowest] = [0, 0, '']
  let told = performance.now()
  const drawn = draw(attacks, seed, requests)
  async function work(lane: Lane): Promise<void> {
    for (const [at, attack] of drawn) {
      if (!alive()) return
      sent += 1
      if (sent % putBackEvery === 0) await putPeopleBack(pool)
      if (performance.now() - told > tellMs) {
        told = performance.now()
        say(`  ${sent} sent`)
      }
      const choices = headersOf[attack.who]
      const where = `${at} ${attack.at} as ${attack.who}`
      try {
        const answer = await lane.send(attack, choices[at % choices.length] ?? {})
        statuses.set(answer?.status ?? 0, (statuses.get(answer?.status ?? 0) ?? 0) + 1)
        const wrong = answer && verdictOn(answer, attack, finders)
        if (wrong) faults.add(`${attack.at} ${wrong.slice(0, 40)}`, `${where} ${wrong}\n    ${shown(attack)}`)
        if (answer && answer.ms > slowestMs) [slowestMs, slowest] = [answer.ms, attack.at]
      } catch (error) {
        faults.add(`${attack.at} no answer`, `${where} had no answer: ${String(error)}\n    ${shown(attack)}`)
      }
    }
  }
  await Promise.all(all.map(work))
  await Promise.all(all.map((lane) => lane.close()))
  return { sent, statuses, slowestMs, slowest }
}

/** The attacks of a seed in their order, each drawn when somebody has time for it. */
function* draw(attacks: fc.Arbitrary<Attack>, seed: number, count: number): Generator<[number, Attack]> {
  for (let from = 0; from < count; from += drawnAtOnce)
    for (const [at, attack] of fc
      .sample(attacks, { seed: seed * 1_000_003 + from, numRuns: Math.min(drawnAtOnce, count - from) })
      .entries())
      yield [from + at, attack]
}

function shown(attack: Attack): string {
  if ('bytes' in attack) return JSON.stringify(Buffer.from(attack.bytes).toString('latin1').slice(0, 600))
  const { method, path, headers, body } = attack
  const text = body === null ? '' : Buffer.from(body).toString('latin1').slice(0, 600)
  return `${method} ${path.slice(0, 600)} ${JSON.stringify(headers).slice(0, 400)} ${JSON.stringify(text)}`
}

type Faults = { add: (kind: string, what: string) => void; all: () => readonly string[] }

/** The same fault is told a few times, and counted after. */
function createFaults(say: (line: string) => void): Faults {
  const counts = new Map<string, number>()
  const told: string[] = []
  return {
    add(kind, what) {
      const count = (counts.get(kind) ?? 0) + 1
      counts.set(kind, count)
      if (count > toldTimes) return
      told.push(what)
      say(`✗ ${what}`)
    },
    all: () => [
      ...told,
      ...[...counts].filter(([, count]) => count > toldTimes).map(([kind, count]) => `${count} times: ${kind}`),
    ],
  }
}

function difference(before: string, after: string): string {
  const old = new Set(before.split('\n'))
  return after
    .split('\n')
    .filter((line) => !old.has(line))
    .join('\n')
    .slice(0, 600)
}
