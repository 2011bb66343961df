import { addNumber } from '@patchbay/engine/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { goodDocument, outgoingDocument, refusal, startTestApi, type TestApi } from '../testing'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.pool.query('TRUNCATE workspace CASCADE')
  house.carrier.forget()
  here = await house.enter()
})

async function published(name: string, document = goodDocument()) {
  const { id } = await here.api.flows.create({ name })
  const { revision } = await here.api.flows.save({ id, revision: 1, document })
  return { id, ...(await here.api.flows.publish({ id, revision, numberIds: [] })) }
}

const forwardings = () => house.carrier.requests.filter(({ path }) => path === 'number/update_forwarding')

test('sync adds the account’s numbers once, and forwards those that go nowhere', async () => {
  house.carrier.numbers.set('+6531580000', '').set('+6531580001', 'https://elsewhere.example/')
  const { numbers, warnings } = await here.api.numbers.sync()
  expect(warnings).toEqual([])
  expect(numbers.map(({ e164, version, callsNow }) => ({ e164, version, callsNow }))).toEqual([
    { e164: '+6531580000', version: null, callsNow: 0 },
    { e164: '+6531580001', version: null, callsNow: 0 },
  ])
  expect(numbers.map(({ forwarding }) => forwarding)).toMatchObject([
    { state: 'here', checkedAt: expect.any(String) },
    { state: 'elsewhere', address: 'https://elsewhere.example/' },
  ])
  expect(forwardings().map(({ params }) => [params.number, params.forward_to])).toEqual([
    ['+6531580000', numbers[0]?.notifyUrl],
  ])
  const again = await here.api.numbers.sync()
  expect(again.numbers.map(({ id, notifyUrl }) => [id, notifyUrl])).toEqual(
    numbers.map(({ id, notifyUrl }) => [id, notifyUrl]),
  )
  expect(forwardings()).toHaveLength(1)
})

test('a carrier that can’t be asked is said in a sentence and changes nothing', async () => {
  house.carrier.answerNext('number/get_active', { status: 'error_invalid_access_token' })
  expect(await refusal(here.api.numbers.sync())).toMatchObject({
    code: 'BAD_GATEWAY',
    message: expect.stringContaining('error_invalid_access_token'),
  })
  expect(await here.api.numbers.list()).toEqual([])
})

test('assign switches a number between versions and back, and to none', async () => {
  const number = await addNumber(house.pool, here.workspaceId, null)
  const first = await published('First')
  const second = await published('Second')
  for (const flow of [first, second, first]) {
    await here.api.numbers.assign({ numberId: number.id, versionId: flow.versionId })
    expect((await here.api.numbers.list())[0]?.version).toMatchObject({ id: flow.versionId, flowId: flow.id })
  }
  await here.api.numbers.assign({ numberId: number.id, versionId: null })
  expect((await here.api.numbers.list())[0]?.version).toBeNull()
})

test('assign refuses what can’t answer: outgoing flows, archived ones, and strangers’ versions', async () => {
  const number = await addNumber(house.pool, here.workspaceId, null)
  const outgoing = await published('Outgoing', outgoingDocument())
  const archived = await published('Archived')
  await here.api.flows.archive({ id: archived.id })
  const assign = (versionId: string) => refusal(here.api.numbers.assign({ numberId: number.id, versionId }))
  expect(await assign(outgoing.versionId)).toMatchObject({ userCode: 'not-incoming' })
  expect(await assign(archived.versionId)).toMatchObject({ userCode: 'archived' })

  const mine = await published('Mine')
  const stranger = await house.enter()
  const theirs = await addNumber(house.pool, stranger.workspaceId, null, '+6531580009')
  const steal = stranger.api.numbers.assign({ numberId: theirs.id, versionId: mine.versionId })
  expect(await refusal(steal)).toMatchObject({ userCode: 'no-version' })
  const meddle = stranger.api.numbers.assign({ numberId: number.id, versionId: null })
  expect(await refusal(meddle)).toMatchObject({ userCode: 'no-number' })
  expect((await here.api.numbers.list())[0]?.version).toBeNull()
})

test('the choices are the published incoming versions, newest first', async () => {
  const first = await published('First')
  await published('Outgoing', outgoingDocument())
  const second = await published('Second')
  expect(await here.api.numbers.versions()).toEqual([
    { versionId: second.versionId, flowId: second.id, flowName: 'Second', number: 1 },
    { versionId: first.versionId, flowId: first.id, flowName: 'First', number: 1 },
  ])
  expect(await (await house.enter()).api.numbers.versions()).toEqual([])
})

test('a label is for its own workspace to give', async () => {
  const number = await addNumber(house.pool, here.workspaceId, null)
  await here.api.numbers.rename({ numberId: number.id, label: ' Main line ' })
  expect((await here.api.numbers.list())[0]?.label).toBe('Main line')
  const { api } = await house.enter()
  expect(await refusal(api.numbers.rename({ numberId: number.id, label: 'X' }))).toMatchObject({ code: 'NOT_FOUND' })
  expect(await refusal(here.api.numbers.rename({ numberId: number.id, label: 'x'.repeat(81) }))).toMatchObject({
    code: 'BAD_REQUEST',
  })
  expect((await here.api.numbers.list())[0]?.label).toBe('Main line')
})

test('what callers hear when we are too busy is kept, taken back, and for its own workspace to say', async () => {
  const number = await addNumber(house.pool, here.workspaceId, null)
  const say = (message: string | null) => here.api.numbers.setBusyMessage({ numberId: number.id, message })
  expect((await here.api.numbers.list())[0]?.busyMessage).toBeNull()
  await say(' All lines are busy.\nPlease ring again. ')
  expect((await here.api.numbers.list())[0]?.busyMessage).toBe('All lines are busy.\nPlease ring again.')
  for (const bad of [' ', 'x'.repeat(1_001), 'Hello {{ caller }}', 'a\0b', 'half \ud83d'])
    expect(await refusal(say(bad))).toMatchObject({ code: 'BAD_REQUEST' })
  const { api } = await house.enter()
  const meddle = api.numbers.setBusyMessage({ numberId: number.id, message: null })
  expect(await refusal(meddle)).toMatchObject({ userCode: 'no-number' })
  expect((await here.api.numbers.list())[0]?.busyMessage).toBe('All lines are busy.\nPlease ring again.')
  await say(null)
  expect((await here.api.numbers.list())[0]?.busyMessage).toBeNull()
  await say('x'.repeat(1_000))
})
