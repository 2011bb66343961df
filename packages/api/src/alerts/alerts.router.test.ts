import { createAlerts, type NewAlert } from '@patchbay/engine/alerts'
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

/** Raises it as the engine does, and waits until it is on the list. */
async function raise(alert: Omit<NewAlert, 'workspaceId'>) {
  const before = await here.api.alerts.list()
  createAlerts(house.pool, house.log).raise({ workspaceId: here.workspaceId, ...alert })
  return vi.waitFor(
    async () => {
      const alerts = await here.api.alerts.list()
      expect(alerts).not.toEqual(before)
      return alerts
    },
    { timeout: 5_000, interval: 50 },
  )
}

async function rung() {
  const { versionId, flowId } = await addVersion(house.pool, here.workspaceId, goodDocument(), 'Front desk')
  const number = await addNumber(house.pool, here.workspaceId, versionId)
  await house.notify(number.token, { session: 'S1', call_state: 'ringing', from: '+6511111111', to: number.e164 })
  await house.engine.idle()
  const [call] = await house.calls()
  return { versionId, flowId, callId: call?.id ?? '' }
}

test('an alert names its flow and its newest call; the newest comes first', async () => {
  const { versionId, flowId, callId } = await rung()
  await raise({ code: 'too-many', subject: versionId, callId, message: 'Too many.' })
  const alerts = await raise({ code: 'shed', message: 'Turned away.' })
  expect(alerts).toEqual([
    {
      id: expect.any(String),
      code: 'shed',
      message: 'Turned away.',
      flow: null,
      callId: null,
      count: 1,
      firstAt: expect.stringMatching(/Z$/),
      lastAt: expect.stringMatching(/Z$/),
    },
    expect.objectContaining({ code: 'too-many', flow: { id: flowId, name: 'Front desk' }, callId, count: 1 }),
  ])
})

test('a call that is no longer kept is not named, nor is a subject that is no version', async () => {
  const { callId } = await rung()
  await raise({ code: 'overdue', subject: 'something else', callId, message: 'Silent.' })
  await house.pool.query('DELETE FROM call')
  expect(await here.api.alerts.list()).toMatchObject([{ code: 'overdue', flow: null, callId: null }])
})

test('what is dismissed goes, and comes back counted from one when it happens again', async () => {
  await raise({ code: 'shed', message: 'Turned away.' })
  const [alert] = await raise({ code: 'shed', message: 'Turned away.' })
  expect(alert?.count).toBe(2)
  await here.api.alerts.dismiss({ id: alert?.id ?? '' })
  expect(await here.api.alerts.list()).toEqual([])
  await here.api.alerts.dismiss({ id: alert?.id ?? '' })
  expect(await raise({ code: 'shed', message: 'Again.' })).toMatchObject([
    { id: alert?.id, count: 1, message: 'Again.' },
  ])
})

test('an alert is for its own workspace alone', async () => {
  const [alert] = await raise({ code: 'shed', message: 'Turned away.' })
  const { api } = await house.enter()
  expect(await api.alerts.list()).toEqual([])
  expect(await refusal(api.alerts.dismiss({ id: alert?.id ?? '' }))).toMatchObject({ userCode: 'no-alert' })
  expect(await refusal(here.api.alerts.dismiss({ id: 'x' }))).toMatchObject({ code: 'BAD_REQUEST' })
  expect(await here.api.alerts.list()).toEqual([alert])
})
