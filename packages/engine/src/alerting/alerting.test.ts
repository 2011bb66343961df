import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { AlertCode, NewAlert } from '../alerts'
import { createDigestCalls } from '../digest/digest-calls'
import { verifyWebhook, webhookKey } from '../outbound/webhook'
import { addNumber, addVersion, addWorkspace, publicUrl, startTestEngine, type TestEngine } from '../testing'
import { uuidV7 } from '../uuid-v7'
import { raiseAlert } from './raise-alert'
import { watchNumbers } from './watch-numbers'
import { type Receivers, startReceivers } from './world.testing'

let house: TestEngine
let world: Receivers
let workspaceId: string

beforeAll(async () => {
  world = await startReceivers()
  house = await startTestEngine({ allow: '127.0.0.1', smtpUrl: world.smtpUrl })
})
afterAll(async () => {
  await house.close()
  await world.close()
})
beforeEach(async () => {
  await house.engine.idle()
  await house.pool.query('TRUNCATE workspace, call_event CASCADE')
  house.carrier.forget()
  world.forget()
  workspaceId = await addWorkspace(house.pool)
  await settle({ alert_emails: ['mei@example.com'], alert_webhook: world.url })
})

async function settle(values: Record<string, unknown>): Promise<void> {
  for (const [column, value] of Object.entries(values))
    await house.pool.query(`UPDATE workspace SET ${column} = $2 WHERE id = $1`, [workspaceId, value])
}

const raise = (code: AlertCode = 'shed', subject = '') =>
  raiseAlert(house.pool, { workspaceId, code, subject, message: 'Something is wrong.' })

const alertsSchema = z.array(
  z.object({
    code: z.string(),
    subject: z.string(),
    message: z.string(),
    count: z.number(),
    call_id: z.string().nullable(),
    dismissed_at: z.date().nullable(),
  }),
)
const alerts = async () => alertsSchema.parse((await house.pool.query('SELECT * FROM alert ORDER BY code')).rows)
const waiting = async () =>
  z
    .array(z.object({ channel: z.string(), attempts: z.number(), fault: z.string().nullable(), seconds: z.number() }))
    .parse(
      (
        await house.pool.query(
          `SELECT channel, attempts, fault, round(extract(epoch FROM due_at - now()))::int AS seconds
           FROM alert_message WHERE due_at IS NOT NULL ORDER BY channel`,
        )
      ).rows,
    )
const bodySchema = z.object({
  event: z.string(),
  alert: z.object({ kind: z.string(), count: z.number(), flow: z.string().nullable(), block: z.string().nullable() }),
  call: z.object({ url: z.string() }).nullable(),
})
const bodies = () => world.told.map(({ body }) => bodySchema.parse(JSON.parse(body)))

test('a broken step is told by a signed webhook and by mail, each with the call’s link and the block', async () => {
  const { versionId } = await addVersion(
    house.pool,
    workspaceId,
    drawFlow({
      start: { block: 'answer', to: { next: 'hi' } },
      hi: { block: 'play', name: 'Greeting', config: { message: 'Hi' } },
    }),
    'Front desk',
  )
  const number = await addNumber(house.pool, workspaceId, versionId)
  await house.notify(number.token, { session: 'S1', call_state: 'ringing', from: '+6511111111', to: number.e164 })
  await house.finishBlock()
  const [call] = await house.calls()
  await expect
    .poll(alerts, { timeout: 5_000 })
    .toMatchObject([{ code: 'broken-step', subject: `${versionId}/hi`, call_id: call?.id }])
  await house.engine.tellAlerts()

  const [told] = world.told
  expect(
    verifyWebhook(
      webhookKey(house.cipher, workspaceId),
      told?.body ?? '',
      String(told?.headers['patchbay-signature']),
      Date.now(),
    ),
  ).toBe(true)
  const { rows } = await house.pool.query('SELECT slug FROM workspace WHERE id = $1', [workspaceId])
  const url = `${publicUrl}/w/${rows[0].slug}/calls/${call?.id}`
  expect(bodies()).toMatchObject([
    { event: 'began', alert: { kind: 'broken-step', flow: 'Front desk', block: 'Greeting', count: 1 }, call: { url } },
  ])
  expect(world.mails).toHaveLength(1)
  expect(world.mails[0]).toContain('To: mei@example.com')
  expect((world.mails[0] ?? '').replaceAll('=\r\n', '')).toContain(url)
})

test('a broken step that a process died over is told when its call is digested, and once', async () => {
  const unfinished = drawFlow({
    start: { block: 'answer', to: { next: 'hi' } },
    hi: { block: 'play', config: { message: 'Hi' } },
  })
  const { versionId } = await addVersion(house.pool, workspaceId, unfinished)
  const number = await addNumber(house.pool, workspaceId, versionId)
  const ring = async (session: string) => {
    await house.notify(number.token, { session, call_state: 'ringing', from: '+6511111111', to: number.e164 })
    await house.finishBlock()
    await expect.poll(alerts, { timeout: 5_000 }).toMatchObject([{ code: 'broken-step', count: 1 }])
    for (let block = 0; block < 2; block++) await house.finishBlock({ call_state: 'ended' })
  }
  const digest = createDigestCalls(house.pool)
  await ring('D1')
  expect(await digest()).toBe(1)
  expect(await alerts()).toMatchObject([{ count: 1 }])

  await house.pool.query('DELETE FROM alert')
  await ring('D2')
  // As if nobody had come to write it.
  await house.pool.query('DELETE FROM alert')
  expect(await digest()).toBe(1)
  const [call] = (await house.calls()).slice(-1)
  expect(await alerts()).toMatchObject([
    { code: 'broken-step', subject: `${versionId}/hi`, count: 1, call_id: call?.id },
  ])
  expect(await waiting()).toHaveLength(2)

  await house.pool.query('DELETE FROM alert')
  await house.pool.query('UPDATE call SET digested = false')
  expect(await digest()).toBe(2)
  expect(await alerts()).toEqual([])
})

test('what happens again is counted and not told again, but once an hour later, with its count', async () => {
  await raise()
  await raise()
  await house.engine.tellAlerts()
  expect(bodies()).toMatchObject([{ event: 'began' }])
  await house.pool.query(
    `UPDATE alert SET told_at = now() - interval '61 minutes', first_at = now() - interval '61 minutes'`,
  )
  await raise()
  await house.engine.tellAlerts()
  await raise()
  await house.engine.tellAlerts()
  expect(bodies()).toMatchObject([{ event: 'began' }, { event: 'goes-on', alert: { count: 3 } }])
  expect(world.mails).toHaveLength(2)
  expect(await alerts()).toMatchObject([{ count: 4 }])
})

test('an alert that did not go on is not told again; one that comes back after six hours, or was dismissed, is another', async () => {
  await raise()
  await house.engine.tellAlerts()
  await house.pool.query(`UPDATE alert SET told_at = now() - interval '7 hours', last_at = now() - interval '7 hours'`)
  await house.engine.tellAlerts()
  expect(world.told).toHaveLength(1)
  await raise()
  await house.engine.tellAlerts()
  await house.pool.query('UPDATE alert SET dismissed_at = now()')
  await raise()
  await house.engine.tellAlerts()
  expect(bodies().map(({ event, alert: { count } }) => `${event} ${count}`)).toEqual(['began 1', 'began 1', 'began 1'])
})

test('a message that does not arrive is tried again with growing pauses, by whichever process is there, and then given up', async () => {
  world.status = 503
  await raise()
  await house.engine.tellAlerts()
  expect(await waiting()).toEqual([{ channel: 'webhook', attempts: 1, fault: 'It answered 503.', seconds: 15 }])
  await house.pool.query('UPDATE alert_message SET due_at = now() WHERE due_at IS NOT NULL')
  await house.engine.tellAlerts()
  expect(await waiting()).toMatchObject([{ attempts: 2, seconds: 30 }])

  // A process took it and died: when its time is over, another sends it.
  await house.pool.query('UPDATE alert_message SET attempts = 3, due_at = now() WHERE due_at IS NOT NULL')
  world.status = 204
  const other = house.startProcess()
  await other.tellAlerts()
  await other.close()
  expect(await waiting()).toEqual([])
  expect(new Set(world.told.map(({ headers }) => headers['patchbay-delivery'])).size).toBe(1)

  world.status = 500
  await raise('overdue')
  await house.pool.query('UPDATE alert_message SET attempts = 11 WHERE due_at IS NOT NULL')
  await house.engine.tellAlerts()
  expect(await waiting()).toEqual([])
})

test('two processes that look at once send each message once', async () => {
  for (const subject of ['a', 'b', 'c', 'd', 'e']) await raise('carrier-refuses', subject)
  const other = house.startProcess()
  await Promise.all([house.engine.tellAlerts(), other.tellAlerts()])
  await other.close()
  expect(world.told).toHaveLength(5)
  expect(world.mails).toHaveLength(5)
})

describe('nobody is told', () => {
  const mute = (code: string, subject: string, until: Date | null) =>
    house.pool.query('INSERT INTO alert_mute VALUES ($1, $2, $3, $4)', [workspaceId, code, subject, until])
  test.each([
    ['of a muted kind', async () => void (await mute('shed', '*', null))],
    ['of a muted subject', async () => void (await mute('shed', 'this', new Date(Date.now() + 60_000)))],
    ['of a kind that is switched off', () => settle({ alert_silent: ['shed'] })],
    ['where nobody has an address', () => settle({ alert_emails: [], alert_webhook: '' })],
  ])('%s; it is counted all the same', async (_, before) => {
    await before()
    await raise('shed', 'this')
    await raise('shed', 'this')
    await house.engine.tellAlerts()
    expect([...world.told, ...world.mails]).toEqual([])
    expect(await alerts()).toMatchObject([{ code: 'shed', count: 2 }])
  })
  test('but of others, and when the time of the mute is over', async () => {
    await mute('shed', 'other', null)
    await mute('shed', 'this', new Date(Date.now() - 1_000))
    await raise('shed', 'this')
    await raise('overdue', 'other')
    await house.engine.tellAlerts()
    expect(
      bodies()
        .map(({ alert }) => alert.kind)
        .toSorted(),
    ).toEqual(['overdue', 'shed'])
  })
})

describe('a number whose failure rate doubles', () => {
  async function calls(numberId: string, versionId: string, hoursAgo: number, good: number, broken: number) {
    for (const [disposition, many] of [
      ['completed', good],
      ['broken', broken],
    ] as const)
      await house.pool.query(
        `INSERT INTO call (id, workspace_id, version_id, number_id, token, direction, caller, called, phase, disposition, state, open, started_at)
         SELECT gen_random_uuid(), $1, $2, $3, gen_random_uuid()::text, 'incoming', '+6511111111', '+6531580000', 'over', $4, '{}', false,
           now() - $5 * interval '1 hour' FROM generate_series(1, $6::int)`,
        [workspaceId, versionId, numberId, disposition, hoursAgo, many],
      )
  }
  test.each([
    ['twice the usual', [90, 10], [8, 2], 0],
    ['too few failures', [90, 10], [38, 2], 0],
    ['three of ten where one of ten is usual', [90, 10], [7, 3], 1],
    ['five of forty where one of ten is usual', [90, 10], [35, 5], 0],
    ['where nothing ever fails', [100, 0], [27, 3], 1],
    ['a number that nobody knows the usual of', [20, 0], [0, 20], 0],
  ] as const)('%s', async (_, usual, now, raised) => {
    const { versionId } = await addVersion(house.pool, workspaceId, drawFlow({ start: { block: 'answer' } }))
    const { id } = await addNumber(house.pool, workspaceId, versionId)
    await calls(id, versionId, 50, usual[0], usual[1])
    await calls(id, versionId, 0.5, now[0], now[1])
    const found: NewAlert[] = []
    await watchNumbers(house.pool, (alert) => found.push(alert))
    expect(found).toHaveLength(raised)
    if (raised)
      expect(found).toMatchObject([{ code: 'failing-number', subject: id, workspaceId, callId: expect.any(String) }])
  })
})

test('a balance below the limit is an alert until it is above again', async () => {
  await settle({ balance_limit: 10 })
  const answer = (balance: string) => ({ status: 'success_ok', currency: 'SGD', balance, points: '0', bonus: '0' })
  house.carrier.answerNext(
    'user/get_balance',
    answer('9.900'),
    { status: 'error_internal_server_error' },
    answer('20.000'),
  )
  await house.engine.watch()
  await expect
    .poll(alerts, { timeout: 3_000 })
    .toMatchObject([
      { code: 'low-balance', message: 'The balance at the carrier is SGD 9.900, less than 10.', dismissed_at: null },
    ])
  await house.engine.watch()
  expect(await alerts()).toMatchObject([{ dismissed_at: null }])
  await house.engine.watch()
  expect(await alerts()).toMatchObject([{ dismissed_at: expect.any(Date) }])
})

test('the carrier’s refusal is one alert for each of its words', async () => {
  const { versionId } = await addVersion(
    house.pool,
    workspaceId,
    drawFlow({ start: { block: 'answer', to: { next: 'hi' } }, hi: { block: 'play', config: { message: 'Hi' } } }),
  )
  const number = await addNumber(house.pool, workspaceId, versionId)
  house.carrier.answerNext(
    'ivr/middle/play',
    { status: 'error_insufficient_credit' },
    { status: 'error_insufficient_credit' },
  )
  for (const session of ['S1', 'S2'])
    await house.notify(number.token, { session, call_state: 'ringing', from: '+6511111111', to: number.e164 })
  await house.engine.idle()
  await expect
    .poll(async () => (await alerts()).filter(({ code }) => code === 'carrier-refuses'), { timeout: 5_000 })
    .toMatchObject([{ subject: 'error_insufficient_credit', count: 2 }])
})

test('a test goes to every address and says what came of each', async () => {
  await settle({ alert_emails: ['mei@example.com', 'nonsense'], alert_webhook: `${world.url}` })
  world.status = 404
  expect(await house.engine.testAlerts(workspaceId)).toEqual([
    { channel: 'email', target: 'mei@example.com', fault: null },
    { channel: 'email', target: 'nonsense', fault: 'This is no e-mail address.' },
    { channel: 'webhook', target: world.url, fault: 'It answered 404.' },
  ])
  expect(world.mails[0]).toContain('Test: This is a test.')
  expect(await house.engine.testAlerts(uuidV7()).catch(() => 'unknown')).toBe('unknown')
})

test.each(['http://169.254.169.254/latest/meta-data/', 'http://[fd00:ec2::254]/latest'])(
  'a webhook to where a cloud tells its secrets is not asked: %s',
  async (target) => {
    await settle({ alert_emails: [], alert_webhook: target })
    expect(await house.engine.testAlerts(workspaceId)).toEqual([
      { channel: 'webhook', target, fault: expect.stringContaining('REQUEST_ALLOW') },
    ])
  },
)
