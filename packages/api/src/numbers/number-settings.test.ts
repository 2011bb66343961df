import { addNumber, addVersion } from '@patchbay/engine/testing'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusal, startTestApi, type TestApi } from '../testing'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>
let number: { id: string; token: string; e164: string }

const document = {
  ...drawFlow({
    a: { block: 'answer', to: { next: 'h' } },
    h: { block: 'hangup', config: { message: '{{ settings.shop }}, {{ settings.desk }}' } },
  }),
  settings: {
    shop: { label: 'Shop', type: 'text' as const, initial: 'Harbour Bakery' },
    desk: { label: 'Desk', type: 'phone' as const, initial: '+6562220001' },
    open: { label: 'Open', type: 'yes-no' as const, initial: true },
    week: { label: 'Week', type: 'hours' as const, initial: [{ days: [1, 2], from: '09:00', to: '18:00' }] },
  },
}

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.engine.idle()
  house.carrier.forget()
  await house.pool.query('TRUNCATE workspace CASCADE')
  here = await house.enter()
  const { versionId } = await addVersion(house.pool, here.workspaceId, document)
  number = await addNumber(house.pool, here.workspaceId, versionId)
})

let sessions = 0
async function ring(): Promise<(string | undefined)[]> {
  house.carrier.forget()
  sessions += 1
  const fields = { session: `S${sessions}`, call_state: 'ringing', from: '+6591234567', to: number.e164 }
  await house.notify(number.token, fields)
  await house.engine.idle()
  return house.carrier.requests.map(({ path, params }) => `${path}: ${params.msg}`)
}

describe('a number’s settings', () => {
  test('are the flow’s own until the number has others, and are heard from the next call on', async () => {
    expect(await ring()).toEqual(['ivr/middle/play: Harbour Bakery, +6562220001'])
    await here.api.numbers.setSettings({ numberId: number.id, settings: { shop: 'Hill Bakery', desk: '' } })
    expect(await here.api.numbers.list()).toMatchObject([{ settings: { given: { shop: 'Hill Bakery' } } }])
    expect(await ring()).toEqual(['ivr/middle/play: Hill Bakery, +6562220001'])
  })

  test.each([
    ['a number that is none', { desk: '12' }, /“Desk” takes a phone number/],
    ['neither yes nor no', { open: 'perhaps' }, /“Open” is either/],
    [
      'hours that begin at no time',
      { week: [{ days: [1], from: 'nine', to: '18:00' }] },
      /“Week” takes opening hours. Write/,
    ],
    ['one that the flow does not have', { colour: 'red' }, /“colour” is no setting/],
    ['too much', { shop: 'x'.repeat(1_001) }, /at most 1000/],
  ])('%s is refused, and nothing changes', async (_, settings, sentence) => {
    const refused = await refusal(here.api.numbers.setSettings({ numberId: number.id, settings }))
    expect(refused).toMatchObject({ message: expect.stringMatching(sentence) })
    expect(await here.api.numbers.list()).toMatchObject([{ settings: { given: {} } }])
  })

  test('are each workspace’s own', async () => {
    const other = await house.enter()
    const set = other.api.numbers.setSettings({ numberId: number.id, settings: {} })
    expect(await refusal(set)).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('an emergency message', () => {
  const emergency = { on: true, message: 'We are closed: no water.', instead: false, until: null }
  const set = (change: object) => here.api.numbers.setEmergency({ numberId: number.id, ...emergency, ...change })

  test('is heard in place of the flow, until it is switched off', async () => {
    await set({ instead: true })
    expect(await ring()).toEqual(['ivr/middle/play: We are closed: no water.'])
    await house.finishBlock({})
    expect(house.paths().at(-1)).toBe('ivr/end/hangup')
    await set({ on: false })
    expect(await ring()).toEqual(['ivr/middle/play: Harbour Bakery, +6562220001'])
  })

  test('is heard before the flow, and ends by itself', async () => {
    await set({ until: new Date(Date.now() + 1_000) })
    expect(await ring()).toEqual(['ivr/middle/play: We are closed: no water.'])
    await new Promise((done) => setTimeout(done, 1_100))
    expect(await ring()).toEqual(['ivr/middle/play: Harbour Bakery, +6562220001'])
    expect(await here.api.numbers.list()).toMatchObject([{ emergency: { on: false } }])
  })

  test.each([
    ['without words', { message: '' }],
    ['that is over already', { until: new Date(0) }],
    ['without an end that can be written down', { until: new Date('+020000-01-01T00:00:00Z') }],
    ['with variables', { message: 'Hello {{ caller }}' }],
  ])('%s is refused', async (_, change) => {
    expect(await refusal(set(change))).toMatchObject({ code: 'BAD_REQUEST' })
    expect(await here.api.numbers.list()).toMatchObject([{ emergency: { on: false } }])
  })
})
