import { addNumber } from '@patchbay/engine/testing'
import { emptyDocument, type FlowNode } from '@patchbay/flow/document'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { goodDocument, outgoingDocument, refusal, startTestApi, type TestApi } from '../testing'
import { largestDraft } from './take-draft'
import { listTemplates } from './templates'

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

async function drawn(document = goodDocument(), name = 'Front desk') {
  const { id } = await here.api.flows.create({ name })
  const { revision } = await here.api.flows.save({ id, revision: 1, document })
  return { id, revision }
}

describe('drafts', () => {
  test('a new flow is empty, at revision 1, with its name trimmed', async () => {
    const { id } = await here.api.flows.create({ name: '  Front desk ' })
    expect(await here.api.flows.get({ id })).toMatchObject({
      id,
      name: 'Front desk',
      revision: 1,
      document: emptyDocument(),
      archivedAt: null,
      versions: [],
    })
  })

  test.each(['', '   ', 'x'.repeat(81), 'two\nlines', 'nul\0'])('the name %j is refused', async (name) => {
    expect(await refusal(here.api.flows.create({ name }))).toMatchObject({ code: 'BAD_REQUEST' })
    expect(await here.api.flows.list()).toEqual([])
  })

  test.each(listTemplates().map(({ id }) => id))('the template %s can be published as it is', async (from) => {
    const { id } = await here.api.flows.create({ name: 'From a template', from })
    expect(await here.api.flows.publish({ id, revision: 1, numberIds: [] })).toEqual({
      version: 1,
      versionId: expect.any(String),
      warnings: [],
    })
  })

  test('an unknown template is not found', async () => {
    for (const from of ['nope', '__proto__', 'constructor'])
      expect(await refusal(here.api.flows.create({ name: 'X', from }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a save gives the next revision; a stale one is refused with the newer draft attached', async () => {
    const { id, revision } = await drawn(goodDocument('first'))
    expect(revision).toBe(2)
    const stale = await refusal(here.api.flows.save({ id, revision: 1, document: goodDocument('second') }))
    expect(stale).toMatchObject({
      code: 'CONFLICT',
      userCode: 'stale-revision',
      details: { revision: 2, document: goodDocument('first'), updatedAt: expect.stringMatching(/Z$/) },
    })
    expect((await here.api.flows.get({ id })).document).toEqual(goodDocument('first'))
  })

  test('of saves at the same moment exactly one is kept', async () => {
    const { id, revision } = await drawn()
    const saves = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'e'].map((text) => here.api.flows.save({ id, revision, document: goodDocument(text) })),
    )
    expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await here.api.flows.get({ id })).revision).toBe(revision + 1)
  })

  test('a draft may be unfinished and hold unknown blocks', async () => {
    const document = { ...emptyDocument(), nodes: { a: { block: 'from-the-future', name: 'New', config: { x: [1] } } } }
    const { id } = await drawn(document)
    expect((await here.api.flows.get({ id })).document).toEqual(document)
    expect(await here.api.flows.list()).toMatchObject([{ blocks: 1, problems: 2, startsWith: null }])
  })

  test('characters that the database can’t keep are replaced', async () => {
    const { id } = await drawn(goodDocument('a\0b\ud83d'))
    expect((await here.api.flows.get({ id })).document.nodes.ask?.config.message).toBe('a\ufffdb\ufffd')
  })

  const deep = () => {
    let nested: unknown = 'x'
    for (let i = 0; i < 100_000; i++) nested = [nested]
    return nested
  }
  test.each([
    ['nothing', undefined, 'unreadable'],
    ['text', 'flow', 'unreadable'],
    ['a newer format', { ...emptyDocument(), version: 99 }, 'unreadable'],
    ['nodes of another shape', { ...emptyDocument(), nodes: { a: 1 } }, 'unreadable'],
    [
      'an id that is none',
      { ...emptyDocument(), nodes: { 'a b': { block: 'play', name: '', config: {} } } },
      'unreadable',
    ],
    [
      '100,000 levels',
      { ...emptyDocument(), nodes: { a: { block: 'x', name: 'x', config: { deep: deep() } } } },
      'unreadable',
    ],
    ['5 MB', { ...goodDocument(), more: 'x'.repeat(largestDraft) }, 'too-large'],
  ])('%s is refused with a sentence and changes nothing', async (_, document, userCode) => {
    const { id, revision } = await drawn()
    const refused = await refusal(here.api.flows.save({ id, revision, document }))
    expect(refused).toMatchObject({ userCode, message: expect.stringMatching(/\.$/) })
    expect(await here.api.flows.get({ id })).toMatchObject({ revision, document: goodDocument() })
  })

  test('a copy has the draft, another name, and nothing published', async () => {
    const { id, revision } = await drawn()
    await here.api.flows.publish({ id, revision, numberIds: [] })
    const copy = await here.api.flows.duplicate({ id })
    expect(await here.api.flows.get(copy)).toMatchObject({
      name: 'Front desk copy',
      document: goodDocument(),
      versions: [],
    })
  })

  test('a rename leaves the draft’s revision alone', async () => {
    const { id, revision } = await drawn()
    await here.api.flows.rename({ id, name: 'Reception' })
    expect(await here.api.flows.get({ id })).toMatchObject({ name: 'Reception', revision })
  })
})

describe('publishing', () => {
  test('writes a numbered version, points the numbers at it, and tells the carrier', async () => {
    const { id, revision } = await drawn()
    const number = await addNumber(house.pool, here.workspaceId, null)
    house.carrier.numbers.set(number.e164, '')
    const published = await here.api.flows.publish({ id, revision, numberIds: [number.id], note: 'first' })
    expect(published).toMatchObject({ version: 1, warnings: [] })
    expect(house.carrier.requests.at(-2)).toMatchObject({
      path: 'number/update_forwarding',
      params: { number: number.e164, forward_to: `http://patchbay.test/hoiio/notify/${number.token}` },
    })
    const flow = await here.api.flows.get({ id })
    expect(flow.versions).toMatchObject([{ number: 1, note: 'first', numbers: [number.e164] }])
    expect(await here.api.flows.list()).toMatchObject([
      {
        liveVersion: 1,
        numbers: [{ id: number.id, e164: number.e164, version: 1 }],
        callsNow: 0,
        problems: 0,
        blocks: 3,
      },
    ])
  })

  test('a version never changes, whatever happens to the draft', async () => {
    const { id, revision } = await drawn(goodDocument('one'))
    const { versionId } = await here.api.flows.publish({ id, revision, numberIds: [] })
    await here.api.flows.save({ id, revision, document: goodDocument('two') })
    await here.api.flows.publish({ id, revision: revision + 1, numberIds: [] })
    expect(await here.api.flows.version({ versionId })).toMatchObject({ number: 1, document: goodDocument('one') })
    expect((await here.api.flows.get({ id })).versions.map(({ number }) => number)).toEqual([2, 1])
  })

  test('a carrier that does not take the forwarding is a warning, not a failure', async () => {
    const { id, revision } = await drawn()
    const number = await addNumber(house.pool, here.workspaceId, null)
    house.carrier.answerNext('number/get_active', { status: 'error_internal_server_error' })
    const published = await here.api.flows.publish({ id, revision, numberIds: [number.id] })
    expect(published.warnings).toEqual([expect.stringContaining(number.e164)])
    expect((await here.api.numbers.list())[0]?.version).toMatchObject({ flowId: id, number: 1 })
  })

  test('a flow with problems is refused with all of them', async () => {
    const { id } = await here.api.flows.create({ name: 'Empty' })
    const refused = await refusal(here.api.flows.publish({ id, revision: 1, numberIds: [] }))
    expect(refused).toMatchObject({
      userCode: 'not-publishable',
      details: { problems: [{ code: 'no-start', severity: 'error' }] },
    })
    expect((await here.api.flows.get({ id })).versions).toEqual([])
  })

  const node = (block: string, config: FlowNode['config'] = {}): FlowNode => ({ block, name: block, config })
  test.each([
    ['a prompt of 1,001 characters', { ask: node('gather', { message: 'x'.repeat(1_001) }) }, 'bad-setting'],
    [
      'a template that never ends',
      { bye: node('hangup', { message: '{% for i in (1..9) %}{% endfor %}' }) },
      'bad-setting',
    ],
    ['a number that is none', { bye: node('transfer', { to: 'number', dest: 'call me' }) }, 'bad-setting'],
    ['an unknown block', { more: node('teleport') }, 'unknown-block'],
    [
      'a loop without a wait',
      { ask: node('play', { message: 'Again' }), bye: node('play', { message: 'Again' }) },
      'loop-without-wait',
    ],
  ])('%s may be saved, and is never published', async (_, nodes, code) => {
    const document = goodDocument()
    Object.assign(document.nodes, nodes)
    if (code === 'loop-without-wait')
      document.edges = {
        a: { from: 'start', exit: 'next', to: 'ask' },
        b: { from: 'ask', exit: 'next', to: 'bye' },
        c: { from: 'bye', exit: 'next', to: 'ask' },
      }
    const { id, revision } = await drawn(document)
    const refused = await refusal(here.api.flows.publish({ id, revision, numberIds: [] }))
    expect(refused).toMatchObject({ userCode: 'not-publishable' })
    expect(JSON.stringify(refused.details)).toContain(`"code":"${code}"`)
    expect((await here.api.flows.get({ id })).versions).toEqual([])
  })

  test('a stale revision is refused', async () => {
    const { id, revision } = await drawn()
    await here.api.flows.save({ id, revision, document: goodDocument('newer') })
    const refused = await refusal(here.api.flows.publish({ id, revision, numberIds: [] }))
    expect(refused).toMatchObject({ code: 'CONFLICT', userCode: 'stale-revision', details: { revision: revision + 1 } })
  })

  test('a number of somebody else undoes all of it', async () => {
    const { id, revision } = await drawn()
    const mine = await addNumber(house.pool, here.workspaceId, null)
    const stranger = await house.enter()
    const theirs = await addNumber(house.pool, stranger.workspaceId, null, '+6531580009')
    const refused = await refusal(here.api.flows.publish({ id, revision, numberIds: [mine.id, theirs.id] }))
    expect(refused).toMatchObject({ code: 'NOT_FOUND', userCode: 'no-number' })
    expect((await here.api.flows.get({ id })).versions).toEqual([])
    expect((await here.api.numbers.list())[0]?.version).toBeNull()
    expect((await stranger.api.numbers.list())[0]?.version).toBeNull()
    expect(house.carrier.requests).toEqual([])
  })

  test('a flow that rings out answers no number', async () => {
    const { id, revision } = await drawn(outgoingDocument())
    const number = await addNumber(house.pool, here.workspaceId, null)
    const refused = await refusal(here.api.flows.publish({ id, revision, numberIds: [number.id] }))
    expect(refused).toMatchObject({ userCode: 'not-incoming' })
    expect(await here.api.flows.publish({ id, revision, numberIds: [] })).toMatchObject({ version: 1 })
  })

  test('publishing at the same moment gives each version its own number', async () => {
    const { id, revision } = await drawn()
    const published = await Promise.all(
      Array.from({ length: 4 }, () => here.api.flows.publish({ id, revision, numberIds: [] })),
    )
    expect(published.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4])
  })
})

describe('the archive', () => {
  test('hides a flow until it is restored; nothing else may happen to it', async () => {
    const { id, revision } = await drawn()
    await here.api.flows.archive({ id })
    expect(await here.api.flows.list()).toEqual([])
    expect(await here.api.flows.list({ archived: true })).toMatchObject([{ id, archivedAt: expect.any(String) }])
    const save = here.api.flows.save({ id, revision, document: goodDocument('x') })
    expect(await refusal(save)).toMatchObject({ userCode: 'archived' })
    expect(await refusal(here.api.flows.publish({ id, revision, numberIds: [] }))).toMatchObject({
      userCode: 'archived',
    })
    await here.api.flows.restore({ id })
    expect(await here.api.flows.list()).toMatchObject([{ id, archivedAt: null }])
  })

  test('refuses a flow that answers a number, and says which', async () => {
    const { id, revision } = await drawn()
    const number = await addNumber(house.pool, here.workspaceId, null)
    await here.api.flows.publish({ id, revision, numberIds: [number.id] })
    const refused = await refusal(here.api.flows.archive({ id }))
    expect(refused).toMatchObject({ userCode: 'runs-on-numbers', message: expect.stringContaining(number.e164) })
    await here.api.numbers.assign({ numberId: number.id, versionId: null })
    await here.api.flows.archive({ id })
  })
})

test('the list begins with the newest edit', async () => {
  const first = await drawn(goodDocument(), 'First')
  await drawn(goodDocument(), 'Second')
  expect((await here.api.flows.list()).map(({ name }) => name)).toEqual(['Second', 'First'])
  await here.api.flows.save({ ...first, document: goodDocument('newer') })
  expect((await here.api.flows.list()).map(({ name }) => name)).toEqual(['First', 'Second'])
})

test('a flow of another workspace is not there, whatever is asked', async () => {
  const { id, revision } = await drawn()
  const { versionId } = await here.api.flows.publish({ id, revision, numberIds: [] })
  const { api } = await house.enter()
  expect(await api.flows.list()).toEqual([])
  const asked = [
    () => api.flows.get({ id }),
    () => api.flows.rename({ id, name: 'Mine' }),
    () => api.flows.duplicate({ id }),
    () => api.flows.archive({ id }),
    () => api.flows.restore({ id }),
    () => api.flows.save({ id, revision, document: goodDocument('theirs') }),
    () => api.flows.publish({ id, revision, numberIds: [] }),
    () => api.flows.version({ versionId }),
    () => api.flows.export({ ids: [id] }),
    () => api.calls.place({ flowId: id }),
  ]
  for (const ask of asked) expect(await refusal(ask())).toMatchObject({ code: 'NOT_FOUND' })
  expect(await here.api.flows.get({ id })).toMatchObject({ name: 'Front desk', revision, document: goodDocument() })
})
