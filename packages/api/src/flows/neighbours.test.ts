import type { FlowDocument } from '@patchbay/flow/document'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusal, startTestApi, type TestApi } from '../testing'

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

type Drawn = Parameters<typeof drawFlow>[0]

async function draw(name: string, drawn: Drawn): Promise<{ id: string; revision: number }> {
  const { id } = await here.api.flows.create({ name })
  const document: FlowDocument = drawFlow({ start: { block: 'answer', to: { next: 'it' } }, ...drawn })
  return { id, revision: (await here.api.flows.save({ id, revision: 1, document })).revision }
}

const publish = ({ id, revision }: { id: string; revision: number }) =>
  here.api.flows.publish({ id, revision, numberIds: [] })
const back: Drawn = { it: { block: 'return', config: { way: 'Busy' } } }
const says = (message: string): Drawn => ({ it: { block: 'hangup', config: { message } } })
const goesTo = (id: string): Drawn => ({
  it: { block: 'go-to-flow', config: { flow: id, ways: ['busy'] }, to: { 'way:busy': 'end', failed: 'end' } },
  end: { block: 'hangup', config: { message: 'Bye.' } },
})

describe('what a flow names of its workspace', () => {
  test('keeps it from being published until it is there', async () => {
    const flow = await draw('Welcome', says('{{ prompt.welcome }}'))
    expect(await refusal(publish(flow))).toMatchObject({
      userCode: 'not-publishable',
      message: expect.stringContaining('names a prompt that is not there'),
    })
    const { id } = await here.api.prompts.create({ key: 'welcome', name: 'Welcome' })
    expect(await refusal(publish(flow))).toMatchObject({ message: expect.stringContaining('has nothing in English') })
    await here.api.prompts.setText({ id, language: 'en', text: 'Hello', gender: null })
    expect(await publish(flow)).toMatchObject({ version: 1 })
  })

  test('is of its own workspace only', async () => {
    const other = await house.enter()
    const { id } = await other.api.prompts.create({ key: 'welcome', name: 'Welcome' })
    await other.api.prompts.setText({ id, language: 'en', text: 'Hello', gender: null })
    const flow = await draw('Welcome', says('{{ prompt.welcome }}'))
    expect(await refusal(publish(flow))).toMatchObject({ message: expect.stringContaining('is not there') })
    expect(await here.api.flows.neighbours({ id: flow.id })).toEqual({
      tables: [],
      prompts: [],
      secrets: [],
      flows: [],
    })
  })
})

describe('another flow', () => {
  test('can be gone to once it is published, and is told with its ways', async () => {
    const target = await draw('Ask', back)
    const flow = await draw('Front desk', goesTo(target.id))
    expect(await refusal(publish(flow))).toMatchObject({ message: expect.stringContaining('can’t be gone to') })
    await publish(target)
    expect((await here.api.flows.neighbours({ id: flow.id })).flows).toEqual([
      { id: target.id, name: 'Ask', versions: [1], ways: ['busy'], settings: [] },
    ])
    expect(await publish(flow)).toMatchObject({ version: 1 })
  })

  test('says where it is used', async () => {
    const target = await draw('Ask', back)
    await publish(target)
    const flow = await draw('Front desk', goesTo(target.id))
    await publish(flow)
    const listed = await here.api.flows.list()
    expect(listed.find(({ id }) => id === target.id)?.usedIn).toEqual([
      { flowId: flow.id, flowName: 'Front desk', draft: true, versions: [1] },
    ])
    expect(listed.find(({ id }) => id === flow.id)?.usedIn).toEqual([])
  })
})

test('prompts, tables and secrets are told by what flows name them by; of a secret nothing else', async () => {
  const { id } = await here.api.prompts.create({ key: 'welcome', name: 'Welcome' })
  await here.api.prompts.setText({ id, language: 'zh', text: '您好', gender: 'male' })
  await here.api.secrets.set({ key: 'api_key', value: 'the very secret' })
  const { id: flow } = await here.api.flows.create({ name: 'Any' })
  expect(await here.api.flows.neighbours({ id: flow })).toEqual({
    tables: [],
    prompts: [
      {
        key: 'welcome',
        name: 'Welcome',
        takes: [{ language: 'zh', sound: { kind: 'text', text: '您好', gender: 'male' } }],
      },
    ],
    secrets: ['api_key'],
    flows: [],
  })
})
