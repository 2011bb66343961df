import { describe, expect, test } from 'vitest'
import { menu, setUpMenu } from './menu.testing'
import { addNumber, addVersion, addWorkspace } from './testing'

const here = setUpMenu()

describe('what the carrier says twice, or late', () => {
  test('a ringing told twice at the same moment begins one call', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => here.ring()))
    await here.house.engine.idle()
    expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(await here.house.calls()).toHaveLength(1)
    expect(here.house.paths()).toEqual(['ivr/middle/gather'])
  })

  test('the same keys told eight times at the same moment move the call once', async () => {
    await here.ring()
    await here.house.engine.idle()
    const { token, id } = await here.theCall()
    const replies = await Promise.all(
      Array.from({ length: 8 }, () =>
        here.house.notify(token, { session: here.session, call_state: 'ongoing', digits: '1' }, { step: '1' }),
      ),
    )
    await here.house.engine.idle()
    expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(here.house.paths()).toEqual(['ivr/middle/gather', 'ivr/end/transfer'])
    expect(await here.house.events(id)).toHaveLength(2)
  })

  test('keys and the end at the same moment: both are kept, in some order', async () => {
    await here.ring()
    await here.house.engine.idle()
    const { token, id } = await here.theCall()
    await Promise.all([
      here.house.notify(token, { session: here.session, call_state: 'ongoing', digits: '1' }, { step: '1' }),
      here.house.notify(token, { session: here.session, call_state: 'ended' }, { step: '1' }),
    ])
    await here.house.engine.idle()
    expect((await here.theCall()).phase).toBe('over')
    const keys = (await here.house.events(id)).map(({ key }) => key)
    expect(keys).toContain('ended')
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('twenty different things at the same moment are all written, in one order without gaps', async () => {
    await here.ring()
    await here.house.engine.idle()
    const { token, id } = await here.theCall()
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        here.house.notify(token, { session: here.session, call_state: 'ongoing' }, { step: String(50 + i) }),
      ),
    )
    expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect((await here.house.events(id)).map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1))
  })

  test('nothing changes a call that has ended', async () => {
    await here.ring()
    await here.house.finishBlock({ call_state: 'ended' })
    const { token, id } = await here.theCall()
    const before = [await here.theCall(), await here.house.events(id)]
    for (const fields of [{ call_state: 'ended' }, { call_state: 'ongoing', digits: '1' }])
      expect(await here.house.notify(token, { session: here.session, ...fields }, { step: '1' })).toMatchObject({
        status: 200,
      })
    expect([await here.theCall(), await here.house.events(id)]).toEqual(before)
    expect(here.house.paths()).toEqual(['ivr/middle/gather'])
  })

  test('a whole call that somebody sends again, word for word, begins none and changes nothing', async () => {
    await here.ring()
    await here.house.engine.idle()
    const { token } = await here.theCall()
    const keys = () =>
      here.house.notify(token, { session: here.session, call_state: 'ongoing', digits: '2' }, { step: '1' })
    const ended = () => here.house.notify(token, { session: here.session, call_state: 'ended' }, { step: '2' })
    await keys()
    await ended()
    await here.house.engine.idle()
    const state = async () => [
      await here.house.calls(),
      await here.house.events((await here.theCall()).id),
      here.house.paths(),
    ]
    const before = await state()
    for (const again of [here.ring, keys, ended]) expect((await again()).status).toBe(200)
    await here.house.engine.idle()
    expect(await state()).toEqual(before)
  })

  test('the recording of a whole call still comes after its end', async () => {
    await here.ring()
    await here.house.finishBlock({ call_state: 'ended' })
    const { token, id } = await here.theCall()
    const url = 'https://example.com/a.mp3'
    await here.house.notify(
      token,
      { session: here.session, call_state: 'ended', monitor_url: url },
      { step: '1', monitor: '1' },
    )
    expect((await here.house.events(id)).map(({ key }) => key)).toEqual(['started', 'ended', 'monitor'])
  })

  test('the answer to an earlier request is noted, and moves nothing', async () => {
    await here.ring()
    await here.house.finishBlock({ digits: '1' })
    const { token, id } = await here.theCall()
    await here.house.notify(token, { session: here.session, call_state: 'ongoing', digits: '2' }, { step: '7' })
    await here.house.engine.idle()
    expect(here.house.paths()).toEqual(['ivr/middle/gather', 'ivr/end/transfer'])
    expect((await here.house.events(id)).at(-1)?.trace).toEqual([{ type: 'late' }])
  })
})

describe('what is no notification of ours', () => {
  test('an unknown address is answered like one with a wrong signature: nobody learns whether there is one', async () => {
    for (const token of ['x', 'A'.repeat(43), '../../etc/passwd', '%00', '']) {
      expect(await here.ring(token)).toMatchObject({ status: 401 })
      const reply = await here.house.notifyRaw(token, Buffer.from(''), { signature: '', query: { step: '1' } })
      expect(reply.status).toBe(401)
    }
  })

  test('a wrong signature is 401 and changes nothing', async () => {
    const body = Buffer.from(`session=${here.session}&call_state=ringing`)
    for (const signature of ['', 'x', 'f'.repeat(64), 'F'.repeat(1_000)])
      expect(await here.house.notifyRaw(here.number.token, body, { signature })).toMatchObject({ status: 401 })
    expect(await here.house.calls()).toEqual([])
  })

  test.each([
    ['no session', Buffer.from('call_state=ringing')],
    ['no state', Buffer.from('session=S1')],
    ['broken UTF-8', Buffer.from([0x73, 0x3d, 0xff, 0xfe])],
    ['broken escapes', Buffer.from('session=S1&call_state=ringing&from=%FF%FE')],
    ['10,000 parameters', Buffer.from(Array.from({ length: 10_000 }, (_, i) => `p${i}=1`).join('&'))],
    ['nothing at all', Buffer.alloc(0)],
  ])('%s is 400 with a sentence, and changes nothing', async (_, body) => {
    const reply = await here.house.notifyRaw(here.number.token, body)
    expect(reply).toMatchObject({ status: 400, message: expect.stringMatching(/\.$/) })
    expect(await here.house.calls()).toEqual([])
    expect(here.house.paths()).toEqual([])
  })

  test('a session of another call does not move this one', async () => {
    await here.ring()
    await here.house.engine.idle()
    const { token, id } = await here.theCall()
    expect(await here.house.notify(token, { session: 'S777', call_state: 'ended' }, { step: '1' })).toMatchObject({
      status: 404,
    })
    expect(await here.house.events(id)).toHaveLength(1)
  })

  test('a session of another workspace is unknown in this one', async () => {
    await here.ring()
    await here.house.engine.idle()
    const { id } = await here.theCall()
    const stranger = await addWorkspace(here.house.pool)
    const { versionId } = await addVersion(here.house.pool, stranger, menu)
    const theirs = await addNumber(here.house.pool, stranger, versionId, '+6531580009')
    expect(await here.house.notify(theirs.token, { session: here.session, call_state: 'ended' })).toMatchObject({
      status: 200,
    })
    expect(await here.theCall()).toMatchObject({ id, phase: 'running' })
    expect(await here.house.events(id)).toHaveLength(1)
  })

  test('characters that the database can’t keep are replaced', async () => {
    await here.ring()
    await here.house.finishBlock({ digits: '1\0', call_state: 'ongoing' })
    expect((await here.house.events((await here.theCall()).id)).map(({ key }) => key)).toEqual(['started', '1:done'])
  })
})
