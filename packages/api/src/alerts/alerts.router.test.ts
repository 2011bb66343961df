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
      block: null,
      muted: null,
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

test('what is muted stays on the list, behind the others, and is told of again when it is turned on', async () => {
  const [alert] = await raise({ code: 'carrier-refuses', subject: 'error_a', message: 'Refused.' })
  await raise({ code: 'carrier-refuses', subject: 'error_b', message: 'Refused.' })
  const id = alert?.id ?? ''
  const muted = async () => (await here.api.alerts.list()).map((each) => each.muted)
  await here.api.alerts.mute({ id, all: false, lasts: 'hour' })
  expect(await muted()).toEqual([null, { until: expect.stringMatching(/Z$/) }])
  await here.api.alerts.mute({ id, all: true, lasts: 'until-on' })
  expect(await muted()).toEqual([{ until: null }, { until: null }])
  await here.api.alerts.unmute({ id })
  expect(await muted()).toEqual([null, null])
  const { api } = await house.enter()
  expect(await refusal(api.alerts.mute({ id, all: true, lasts: 'day' }))).toMatchObject({ userCode: 'no-alert' })
})

test('where alerts go is settled, each workspace by itself, and bad addresses are refused in a sentence', async () => {
  const none = { emails: [], webhook: '', silent: [], balanceLimit: null }
  expect(await here.api.alerts.settings()).toEqual(none)
  const settled = {
    emails: ['mei@example.com'],
    webhook: 'https://example.com/alerts',
    silent: ['shed' as const],
    balanceLimit: 10.5,
  }
  expect(await here.api.alerts.updateSettings({ ...settled, emails: ['mei@example.com', 'mei@example.com'] })).toEqual(
    settled,
  )
  expect(await here.api.alerts.settings()).toEqual(settled)
  const { api } = await house.enter()
  expect(await api.alerts.settings()).toEqual(none)
  for (const bad of [
    { emails: ['mei'] },
    { webhook: 'ftp://example.com' },
    { webhook: 'https://mei:x@example.com' },
    { balanceLimit: -1 },
  ])
    expect(await refusal(here.api.alerts.updateSettings({ ...settled, ...bad }))).toMatchObject({ code: 'BAD_REQUEST' })
})

test('a test says of each address what came of it, and messages are listed with what became of them', async () => {
  await here.api.alerts.updateSettings({ emails: ['mei@example.com'], webhook: '', silent: [], balanceLimit: null })
  expect(await here.api.alerts.test()).toEqual([
    { channel: 'email', target: 'mei@example.com', fault: 'This server has nothing to send mail with: set SMTP_URL.' },
  ])
  await raise({ code: 'shed', message: 'Turned away.' })
  await house.engine.tellAlerts()
  expect(await here.api.alerts.messages()).toMatchObject([
    {
      code: 'shed',
      channel: 'email',
      target: 'mei@example.com',
      sentAt: null,
      dueAt: expect.any(String),
      fault: expect.stringMatching(/SMTP_URL/),
    },
  ])
})
