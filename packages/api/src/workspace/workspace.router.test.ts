import { addNumber, addVersion } from '@patchbay/engine/testing'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { goodDocument, refusal, startTestApi, type TestApi } from '../testing'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.engine.idle()
  await house.pool.query('TRUNCATE workspace CASCADE')
  here = await house.enter()
})

test('a new workspace keeps calls for 90 days and has up to 1,000 at once', async () => {
  expect(await here.api.workspace.get()).toEqual({
    name: 'Test',
    keepDays: 90,
    mostCalls: 1_000,
    recordingKeepDays: null,
  })
})

test('what is settled stays, and is each workspace’s own', async () => {
  const other = await house.enter()
  const settled = { name: 'Test', keepDays: null, mostCalls: 10_000, recordingKeepDays: 7 }
  expect(await here.api.workspace.update({ keepDays: null, mostCalls: 10_000, recordingKeepDays: 7 })).toEqual(settled)
  expect(await here.api.workspace.get()).toEqual(settled)
  await here.api.workspace.update({ keepDays: 7, mostCalls: 1 })
  expect(await here.api.workspace.get()).toMatchObject({ keepDays: 7, mostCalls: 1, recordingKeepDays: 7 })
  expect(await other.api.workspace.get()).toMatchObject({ keepDays: 90, mostCalls: 1_000 })
})

test.each([0, 10_001, 1.5])('%d calls at once are refused in a sentence', async (mostCalls) => {
  expect(await refusal(here.api.workspace.update({ keepDays: 90, mostCalls }))).toMatchObject({ code: 'BAD_REQUEST' })
  expect(await here.api.workspace.get()).toMatchObject({ mostCalls: 1_000 })
})

test('the engine turns away what rings past the limit, with the number’s own words, and an alert says so', async () => {
  const { versionId } = await addVersion(house.pool, here.workspaceId, goodDocument())
  const number = await addNumber(house.pool, here.workspaceId, versionId)
  await here.api.workspace.update({ keepDays: 90, mostCalls: 1 })
  await here.api.numbers.setBusyMessage({ numberId: number.id, message: 'Please ring again later.' })
  const ring = async (session: string) => {
    await house.notify(number.token, { session, call_state: 'ringing', from: '+6511111111', to: number.e164 })
    await house.engine.idle()
  }
  await ring('S1')
  // The engine counts the calls under way about once a second.
  await vi.waitFor(
    async () => {
      await ring(`S${Date.now()}`)
      expect(house.carrier.requests.filter(({ path }) => path === 'ivr/middle/play')[0]?.params).toMatchObject({
        msg: 'Please ring again later.',
      })
    },
    { timeout: 5_000, interval: 200 },
  )
  await vi.waitFor(async () => expect(await here.api.alerts.list()).toMatchObject([{ code: 'shed' }]), {
    timeout: 5_000,
    interval: 100,
  })
})
