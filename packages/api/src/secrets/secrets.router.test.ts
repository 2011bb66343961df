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
