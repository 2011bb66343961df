import { blocks } from '@patchbay/blocks/blocks'
import { addNumber, addVersion } from '@patchbay/engine/testing'
import { compileFlow } from '@patchbay/flow/flow'
import { deletedRecording } from '@patchbay/flow/recording'
import { replay } from '@patchbay/flow/replay'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, startTestApi, type TestApi } from '../testing'

let house: TestApi
beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())

const address = 'https://carrier.example/rec/a.mp3?key=1&of=Jo Lim'
const document = drawFlow({
  start: { block: 'answer', to: { next: 'voicemail' } },
  voicemail: {
    block: 'voicemail',
    config: { message: 'Speak.', review: true, tell: 'sms', to: '+6591110000', thanks: 'Thank you.' },
    to: { left: 'bye', none: 'bye', failed: 'bye' },
  },
  bye: { block: 'hangup', config: { message: 'Bye.' } },
})

async function recordedCall() {
  const { workspaceId, api, as } = await house.enter()
  const { versionId } = await addVersion(house.pool, workspaceId, document, 'Voicemail')
  const { token } = await addNumber(house.pool, workspaceId, versionId)
  await house.notify(token, { session: workspaceId, call_state: 'ringing', from: '+6511111111', to: '+6531580000' })
  await house.engine.idle()
  await house.finishBlock({ record_url: address })
  await house.finishBlock({ digits: '1' })
  const [row] = (await api.calls.list({})).calls
  return { api, as, id: row?.id ?? '' }
}

const whole = async (id: string) =>
  JSON.stringify([
    (await house.pool.query('SELECT * FROM call WHERE id = $1', [id])).rows,
    (await house.pool.query('SELECT * FROM call_event WHERE call_id = $1', [id])).rows,
  ])

test('what is recorded replays to what is stored, and still does when the recording is deleted', async () => {
  const { api, as, id } = await recordedCall()
  const early = await refusal(api.calls.deleteRecording({ callId: id, seq: 2 }))
  expect(early).toMatchObject({ userCode: 'call-under-way' })
  await house.finishBlock({})
  await house.finishBlock({ call_state: 'ended' })
  await house.engine.idle()
  expect(await whole(id)).toContain('carrier.example')
  expect((await whole(id)).match(/rec\/a\.mp3/g)?.length).toBeGreaterThan(3)

  const replayed = async () => {
    const { call, events } = await api.calls.get({ id })
    const flow = compileFlow(blocks, document)
    return replay(flow, new Map(), { call, steps: events }).map(({ same }) => same)
  }
  const before = await replayed()
  expect(before).toEqual(before.map(() => true))
  expect(await refusal(api.calls.deleteRecording({ callId: id, seq: 1 }))).toMatchObject({ userCode: 'no-recording' })

  const { seq } = await as('Mei').calls.deleteRecording({ callId: id, seq: 2 })
  const { call, events } = await api.calls.get({ id })
  expect(await whole(id)).not.toContain('a.mp3')
  expect(await whole(id)).not.toContain('Jo')
  expect(call).toMatchObject({ last: 'a recording was deleted', disposition: 'completed' })
  expect(events.at(-1)).toMatchObject({ seq, event: { type: 'erased', of: 2, by: 'Mei', at: expect.any(Number) } })
  expect(events[1]?.event).toMatchObject({ result: { recordingUrl: deletedRecording } })
  expect(await replayed()).toEqual([...before, true])
  expect(await refusal(api.calls.deleteRecording({ callId: id, seq: 2 }))).toMatchObject({ userCode: 'no-recording' })
})

test('nobody else’s recordings can be deleted', async () => {
  const { id } = await recordedCall()
  const { api } = await house.enter()
  expect(await refusal(api.calls.deleteRecording({ callId: id, seq: 2 }))).toMatchObject({ userCode: 'no-call' })
  expect(await whole(id)).toContain('carrier.example')
})
