import { afterAll, beforeAll, expect, test } from 'vitest'
import { appRouter } from './router'
import { seedDemo } from './seed-demo'
import { startTestApi, type TestApi } from './testing'
import { createCallerFactory } from './trpc'

let house: TestApi
beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())

const account = { appId: 'test-app', accessToken: 'test-access-token', baseUrl: null }
test('a fresh server gets a demo that can be rung; a second start adds nothing and forwards again', async () => {
  house.carrier.numbers.set('+6531580000', '')
  const demo = await seedDemo(house.deps, account)
  expect(demo.demoNumber).toBe('+6531580000')
  const api = createCallerFactory(appRouter)(house.visitOf(demo.workspaceId))
  const flows = await api.flows.list()
  expect(flows.map(({ name, liveVersion, startsWith }) => [name, liveVersion, startsWith])).toEqual([
    ['Front desk', 1, 'incoming'],
    ['Booking confirmation', 1, 'outgoing'],
    ['Company directory', null, 'incoming'],
  ])

  house.carrier.requests.length = 0
  // A carrier that restarted has forgotten where to.
  house.carrier.numbers.set('+6531580000', '')
  expect(await seedDemo(house.deps, account)).toEqual(demo)
  expect(await api.flows.list()).toEqual(flows)
  expect(house.paths()).toContain('number/update_forwarding')
})

test('a carrier that does not answer leaves a server that starts', async () => {
  house.carrier.answerNext('number/get_active', 'cut')
  expect((await seedDemo(house.deps, account)).demoNumber).toBe('+6531580000')
})
