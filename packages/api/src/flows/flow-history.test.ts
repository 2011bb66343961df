import { addNumber } from '@patchbay/engine/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { goodDocument, refusal, startTestApi, type TestApi } from '../testing'
import { keptDrafts } from './checkpoints'

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

const save = (id: string, revision: number, message: string) =>
  here.as('Mei').flows.save({ id, revision, document: goodDocument(message) })

/** As if the last draft had been kept a while ago. */
const letTimePass = (minutes: number) =>
  house.pool.query(`UPDATE flow_checkpoint SET kept_at = kept_at - make_interval(mins => ${minutes})`)

describe('what a flow was', () => {
  test('the draft before a stretch of work is kept once, and again after ten minutes of it', async () => {
    const { id } = await here.api.flows.create({ name: 'Front desk' })
    await save(id, 1, 'one')
    expect(await here.api.flows.history({ id })).toEqual([])
    await save(id, 2, 'two')
    await save(id, 3, 'three')
    const [only, ...none] = await here.api.flows.history({ id })
    expect(none).toEqual([])
    expect(only).toMatchObject({ kind: 'draft', revision: 2, person: 'Mei', note: '' })
    expect(await here.api.flows.checkpoint({ checkpointId: only?.id ?? '' })).toMatchObject({
      flowId: id,
      document: goodDocument('one'),
    })
    await letTimePass(9)
    await save(id, 4, 'four')
    expect(await here.api.flows.history({ id })).toHaveLength(1)
    await letTimePass(2)
    await save(id, 5, 'five')
    expect((await here.api.flows.history({ id })).map((moment) => moment.kind === 'draft' && moment.revision)).toEqual([
      5, 2,
    ])
  })

  test('a stale save keeps nothing', async () => {
    const { id } = await here.api.flows.create({ name: 'Front desk' })
    await save(id, 1, 'one')
    expect((await refusal(save(id, 1, 'late'))).details).toMatchObject({ revision: 2, savedBy: 'Mei' })
    expect(await here.api.flows.history({ id })).toEqual([])
  })

  test('somebody may keep a draft by name; it outlives those that nobody asked for', async () => {
    const { id } = await here.api.flows.create({ name: 'Front desk' })
    await save(id, 1, 'one')
    await here.as('Jo').flows.keep({ id, revision: 2, note: 'before Christmas' })
    await house.pool.query(
      `INSERT INTO flow_checkpoint (workspace_id, flow_id, revision, document, saved_at, kept_at)
       SELECT workspace_id, id, 1000 + n, draft, now(), now() - interval '1 day' FROM flow, generate_series(1, $1) n`,
      [keptDrafts + 5],
    )
    await save(id, 2, 'two')
    const history = await here.api.flows.history({ id })
    // Revision 2 was kept by hand already, so nothing new came and nothing was cleared away.
    expect(history).toHaveLength(keptDrafts + 6)
    await letTimePass(11)
    await save(id, 3, 'three')
    const after = await here.api.flows.history({ id })
    expect(after).toHaveLength(keptDrafts + 1)
    expect(after.find((moment) => moment.note === 'before Christmas')).toMatchObject({ person: 'Jo', revision: 2 })
    expect(await refusal(here.api.flows.keep({ id, revision: 1, note: 'x' }))).toMatchObject({
      userCode: 'stale-revision',
    })
  })

  test('versions come with who published them, and with the numbers that run each', async () => {
    const numberId = (await addNumber(house.pool, here.workspaceId, null)).id
    const { id } = await here.api.flows.create({ name: 'Front desk' })
    await save(id, 1, 'one')
    const mei = here.as('Mei').flows
    const first = await mei.publish({ id, revision: 2, numberIds: [numberId], note: 'Opening' })
    await mei.publish({ id, revision: 2, numberIds: [], note: '' })
    const [second, opening] = await here.api.flows.history({ id })
    expect(second).toMatchObject({ kind: 'version', number: 2, numbers: [], callsNow: 0 })
    expect(opening).toMatchObject({ kind: 'version', note: 'Opening', person: 'Mei', numbers: [{ id: numberId }] })
    expect(opening?.id).toBe(first.versionId)
  })

  test('belongs to its workspace', async () => {
    const { id } = await here.api.flows.create({ name: 'Front desk' })
    await save(id, 1, 'one')
    const { id: checkpointId } = await here.api.flows.keep({ id, revision: 2, note: 'mine' })
    const elsewhere = await house.enter()
    expect((await refusal(elsewhere.api.flows.history({ id }))).code).toBe('NOT_FOUND')
    expect((await refusal(elsewhere.api.flows.checkpoint({ checkpointId }))).code).toBe('NOT_FOUND')
    expect((await refusal(elsewhere.api.flows.keep({ id, revision: 2, note: '' }))).code).toBe('NOT_FOUND')
    expect((await refusal(elsewhere.api.flows.meet({ id, windowId: crypto.randomUUID() }))).code).toBe('NOT_FOUND')
  })
})

describe('who has a flow open', () => {
  test('is seen by the others, with what they saved, until they are not heard of any more', async () => {
    const { id } = await here.api.flows.create({ name: 'Front desk' })
    const [mine, yours] = [crypto.randomUUID(), crypto.randomUUID()]
    expect(await here.as('Mei').flows.meet({ id, windowId: mine })).toEqual({ others: [], revision: 1, savedBy: '' })
    expect((await here.as('Jo').flows.meet({ id, windowId: yours })).others).toEqual([
      { windowId: mine, person: 'Mei' },
    ])
    await save(id, 1, 'one')
    expect(await here.as('Mei').flows.meet({ id, windowId: mine })).toEqual({
      others: [{ windowId: yours, person: 'Jo' }],
      revision: 2,
      savedBy: 'Mei',
    })
    await house.pool.query(`UPDATE flow_visitor SET seen_at = seen_at - interval '1 minute' WHERE window_id = $1`, [
      yours,
    ])
    expect((await here.as('Mei').flows.meet({ id, windowId: mine })).others).toEqual([])
    const elsewhere = await house.enter()
    await elsewhere.api.flows.part({ id, windowId: mine })
    expect((await here.as('Jo').flows.meet({ id, windowId: yours })).others).toHaveLength(1)
    await here.api.flows.part({ id, windowId: mine })
    expect((await here.as('Jo').flows.meet({ id, windowId: yours })).others).toEqual([])
  })
})
