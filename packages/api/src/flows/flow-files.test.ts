import { readFile } from 'node:fs/promises'
import { emptyDocument } from '@patchbay/flow/document'
import { flowFileLimits, readFlowFile, writeFlowFile } from '@patchbay/flow/flow-file'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { goodDocument, refusal, startTestApi, type TestApi } from '../testing'
import { listTemplates } from './templates'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.pool.query('TRUNCATE workspace CASCADE')
  here = await house.enter()
})

const names = async () => (await here.api.flows.list()).map(({ name }) => name).sort()

describe('export', () => {
  test('gives names and drafts by name, however they were asked for', async () => {
    const { flows } = await here.api.flows.import({
      flows: ['b', 'a', 'C'].map((name) => ({ name, document: goodDocument(name) })),
    })
    const ids = flows.map(({ id }) => id)
    const wanted = ['C', 'a', 'b'].map((name) => ({ name, document: goodDocument(name) }))
    expect(await here.api.flows.export({ ids })).toEqual({ flows: wanted })
    expect(await here.api.flows.export({ ids: [...ids, ...ids].reverse() })).toEqual({ flows: wanted })
  })

  test('every template comes back as it was, and writes the same file again', async () => {
    const made = await Promise.all(listTemplates().map(({ id, name }) => here.api.flows.create({ name, from: id })))
    const first = await here.api.flows.export({ ids: made.map(({ id }) => id) })
    const text = writeFlowFile(first.flows)
    const read = readFlowFile(text)
    if (!read.ok) throw new Error(read.message)
    const there = await house.enter()
    const { flows } = await there.api.flows.import({ flows: read.flows })
    const second = await there.api.flows.export({ ids: flows.map(({ id }) => id) })
    expect(second).toEqual(first)
    expect(writeFlowFile(second.flows)).toBe(text)
  })

  test('the reference of the format shows a file as it is written', async () => {
    const reference = await readFile(new URL('../../../../docs/file-format.md', import.meta.url), 'utf8')
    const example = /```json\n([^`]*)```/.exec(reference)?.[1] ?? ''
    const read = readFlowFile(example)
    expect(read.ok && writeFlowFile(read.flows)).toBe(example)
  })

  test('flows that could not come in at once do not go out at once', async () => {
    const message = 'x'.repeat(2_500_000)
    const document = { ...emptyDocument(), nodes: { a: { block: 'play', name: '', config: { message } } } }
    const one = await here.api.flows.import({ flows: [{ name: 'One', document }] })
    const two = await here.api.flows.import({ flows: [{ name: 'Two', document }] })
    const ids = [...one.flows, ...two.flows].map(({ id }) => id)
    expect(await refusal(here.api.flows.export({ ids }))).toMatchObject({ userCode: 'too-large' })
    expect((await here.api.flows.export({ ids: ids.slice(0, 1) })).flows).toEqual([{ name: 'One', document }])
  })
})

describe('import', () => {
  test('makes new flows, counts on names that are taken, and touches none that is there', async () => {
    const { id } = await here.api.flows.create({ name: 'Front desk' })
    const { api } = here
    const { flows } = await here.as('Mei').flows.import({
      flows: ['Front desk', 'Front desk', 'Back door'].map((name) => ({ name, document: goodDocument() })),
    })
    expect(flows.map(({ name }) => name)).toEqual(['Front desk 2', 'Front desk 3', 'Back door'])
    expect(await names()).toEqual(['Back door', 'Front desk', 'Front desk 2', 'Front desk 3'])
    expect(await api.flows.get({ id })).toMatchObject({ revision: 1, document: emptyDocument() })
    expect(await api.flows.get({ id: flows[0]?.id ?? '' })).toMatchObject({
      revision: 1,
      document: goodDocument(),
      savedBy: 'Mei',
      versions: [],
    })
  })

  test('lifts older documents, and replaces characters that the database can’t keep', async () => {
    const { ui, ...rest } = goodDocument('a\0b')
    const older = { ...rest, version: 1, ui: { positions: ui.positions } }
    const { flows } = await here.api.flows.import({ flows: [{ name: 'Old', document: older }] })
    expect((await here.api.flows.get({ id: flows[0]?.id ?? '' })).document).toEqual(goodDocument('a\ufffdb'))
  })

  test('200 come in at once', async () => {
    const flows = Array.from({ length: 200 }, () => ({ name: 'Same', document: goodDocument() }))
    expect((await here.api.flows.import({ flows })).flows.at(-1)?.name).toBe('Same 200')
  })

  const good = { name: 'Good', document: goodDocument() }
  const large = { ...emptyDocument(), nodes: { a: { block: 'x', name: '', config: { text: 'x'.repeat(2_500_000) } } } }
  test.each([
    ['none', [], 'BAD_REQUEST', /./],
    ['too many', Array(flowFileLimits.flows + 1).fill(good), 'BAD_REQUEST', /At most 200 flows/],
    ['a name that is none', [good, { name: ' ', document: goodDocument() }], 'BAD_REQUEST', /Give it a name/],
    ['a faulty document', [good, { name: 'Bad', document: { version: 2 } }], 'BAD_REQUEST', /^Flow 2, “Bad”: .* nodes/],
    [
      'a newer document',
      [good, { name: 'New', document: { ...goodDocument(), version: 9 } }],
      'BAD_REQUEST',
      /^Flow 2, “New”: .*version 9/,
    ],
    [
      'more than may be kept of one',
      [good, { name: 'Big', document: { ...goodDocument(), more: 'x'.repeat(3_500_000) } }],
      'PAYLOAD_TOO_LARGE',
      /^Flow 2, “Big”: .*too large/,
    ],
    [
      'more than may come at once',
      [
        { name: 'One', document: large },
        { name: 'Two', document: large },
      ],
      'PAYLOAD_TOO_LARGE',
      /too large to come in at once/,
    ],
  ])('%s is refused with a sentence, and nothing is made', async (_, flows, code, sentence) => {
    const refused = await refusal(here.api.flows.import({ flows }))
    expect(refused.code).toBe(code)
    expect(refused.message).toMatch(sentence)
    expect(await names()).toEqual([])
  })
})
