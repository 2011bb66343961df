import { signWebhook, verifyWebhook } from '@patchbay/engine/outbound/webhook'
import { webhookKeys } from '@patchbay/engine/outbound/webhook-keys'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { refusal, startTestApi, type TestApi } from '../testing'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.pool.query('TRUNCATE workspace CASCADE')
  here = await house.enter()
})

test('a secret is kept, listed without itself, and replaced', async () => {
  await here.api.secrets.set({ key: 'api_key', value: 'hush' })
  await here.api.secrets.set({ key: 'api_key', value: 'hush again' })
  const listed = await here.api.secrets.list()
  expect(listed).toMatchObject([{ key: 'api_key', lastUsedAt: null, usedIn: [] }])
  expect(JSON.stringify(listed)).not.toContain('hush')
  const { rows } = await house.pool.query('SELECT * FROM secret')
  expect(JSON.stringify(rows.map((row) => Buffer.from(row.ciphertext).toString('latin1')))).not.toContain('hush')
})

test('is each workspace’s own', async () => {
  await here.api.secrets.set({ key: 'api_key', value: 'hush' })
  const other = await house.enter()
  expect(await other.api.secrets.list()).toEqual([])
  expect(await refusal(other.api.secrets.remove({ key: 'api_key' }))).toMatchObject({ code: 'NOT_FOUND' })
  expect(await other.api.secrets.webhookKey()).not.toEqual(await here.api.secrets.webhookKey())
})

test('that a flow names is not removed, and the flow is told', async () => {
  await here.api.secrets.set({ key: 'api_key', value: 'hush' })
  const document = drawFlow({
    a: { block: 'request', config: { headers: [{ name: 'X', value: 'Bearer {{ secret.api_key }}' }] } },
  })
  await here.api.flows.import({ flows: [{ name: 'Orders', document }] })
  expect(await refusal(here.api.secrets.remove({ key: 'api_key' }))).toMatchObject({
    userCode: 'in-use',
    message: expect.stringContaining('“Orders”'),
  })
  expect(await here.api.secrets.list()).toMatchObject([{ usedIn: [{ flowName: 'Orders' }] }])
})

test.each([
  ['a name that is none', { key: 'API key', value: 'x' }],
  ['nothing', { key: 'a', value: '' }],
  ['two lines', { key: 'a', value: 'x\ny' }],
  ['what stands for a secret', { key: 'a', value: '\uE000other\uE001' }],
])('%s is refused', async (_, input) => {
  expect(await refusal(here.api.secrets.set(input))).toMatchObject({ code: 'BAD_REQUEST' })
  expect(await here.api.secrets.list()).toEqual([])
})

test('the key of webhooks is changed, and the former one signs along for as long as was said', async () => {
  const hook = async () =>
    signWebhook(await webhookKeys(house.pool, house.cipher, here.workspaceId), 'body', Date.now())
  const verifies = async (key: string) => verifyWebhook(key, 'body', await hook(), Date.now())
  const first = await here.api.secrets.webhookKey()
  expect(first.formerUntil).toBe(null)
  const second = await here.api.secrets.changeWebhookKey({ overlapHours: 24 })
  expect(second.key).not.toBe(first.key)
  expect(Date.parse(second.formerUntil ?? '') - Date.now()).toBeGreaterThan(23 * 3_600_000)
  expect([await verifies(first.key), await verifies(second.key), await verifies('another')]).toEqual([
    true,
    true,
    false,
  ])
  const third = await here.api.secrets.changeWebhookKey({ overlapHours: 24 })
  expect([await verifies(first.key), await verifies(second.key), await verifies(third.key)]).toEqual([
    false,
    true,
    true,
  ])
  await house.db.workspace.update({ where: { id: here.workspaceId }, data: { webhookKeyUntil: new Date() } })
  expect([await verifies(second.key), await verifies(third.key)]).toEqual([false, true])
  const fourth = await here.api.secrets.changeWebhookKey({ overlapHours: 0 })
  expect([await verifies(third.key), await verifies(fourth.key)]).toEqual([false, true])
  expect(await here.api.secrets.webhookKey()).toEqual(fourth)
})
