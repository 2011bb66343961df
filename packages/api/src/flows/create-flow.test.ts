import { blocks } from '@patchbay/blocks/blocks'
import { readDocument } from '@patchbay/flow/migrate'
import { findProblems } from '@patchbay/flow/problems'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusal, startTestApi, type TestApi } from '../testing'
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

async function problemsOf(id: string) {
  const read = readDocument((await here.api.flows.get({ id })).document)
  if (!read.ok) throw new Error(read.message)
  return findProblems(blocks, read.document, await here.api.flows.neighbours({ id }))
}

const counts = async () => ({
  tables: (await here.api.tables.list()).length,
  prompts: (await here.api.prompts.list()).length,
  flows: (await here.api.flows.list()).length,
})

describe('a template', () => {
  test.each(listTemplates().map(({ id, name, brings }) => [id, name, brings] as const))(
    '%s has nothing to be mended, the first time and the second',
    async (from, name, brings) => {
      for (const flows of [1, 2]) {
        await here.api.flows.create({ name, from })
        for (const { id } of await here.api.flows.list()) expect(await problemsOf(id)).toEqual([])
        // Tables and prompts are shared by all flows; flows are each flow's own.
        expect(await counts()).toEqual({
          tables: brings.tables.length,
          prompts: brings.prompts.length,
          flows: flows * (1 + brings.flows.length),
        })
      }
    },
  )

  test('leaves a table of that key as it is', async () => {
    await here.api.flows.create({ name: 'First', from: 'extension-directory' })
    const [table] = await here.api.tables.list()
    await here.api.tables.rename({ id: table?.id ?? '', name: 'Ours' })
    await here.api.flows.create({ name: 'Second', from: 'extension-directory' })
    expect(await here.api.tables.list()).toMatchObject([{ id: table?.id, name: 'Ours', rowCount: 3 }])
  })

  test('that there is none of makes nothing', async () => {
    expect(await refusal(here.api.flows.create({ name: 'Flow', from: 'teleport' }))).toMatchObject({
      message: expect.stringContaining('template'),
    })
    expect(await counts()).toEqual({ tables: 0, prompts: 0, flows: 0 })
  })
})
