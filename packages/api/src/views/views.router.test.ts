import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { refusal, startTestApi, type TestApi } from '../testing'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house?.close())
beforeEach(async () => {
  await house.pool.query('TRUNCATE workspace CASCADE')
  here = await house.enter()
})

test('a view is kept for everybody, signed, renamed, shown anew and removed', async () => {
  const { id } = await here.as('Mei').views.save({ name: ' Broken ', query: 'outcome=broken&from=-P7D' })
  expect(await here.api.views.list()).toEqual([
    { id, name: 'Broken', query: 'outcome=broken&from=-P7D', savedBy: 'Mei' },
  ])
  await here.api.views.change({ id, name: 'Faults' })
  await here.api.views.change({ id, query: 'outcome=broken' })
  expect(await here.api.views.list()).toMatchObject([{ name: 'Faults', query: 'outcome=broken' }])
  await here.api.views.remove({ id })
  expect(await here.api.views.list()).toEqual([])
})

test('a name is taken once, and each workspace has its own', async () => {
  const { id } = await here.api.views.save({ name: 'A', query: 'key=1' })
  await here.api.views.save({ name: 'B', query: 'key=2' })
  expect(await refusal(here.api.views.save({ name: 'A', query: 'key=3' }))).toMatchObject({ userCode: 'name-taken' })
  expect(await refusal(here.api.views.change({ id, name: 'B' }))).toMatchObject({ userCode: 'name-taken' })
  const { api } = await house.enter()
  await api.views.save({ name: 'A', query: 'key=4' })
  for (const refused of [api.views.change({ id, name: 'C' }), api.views.remove({ id })])
    expect(await refusal(refused)).toMatchObject({ userCode: 'no-view' })
  expect(await here.api.views.list()).toMatchObject([{ query: 'key=1' }, { query: 'key=2' }])
})

test.each(['?key=1', 'a b', 'x'.repeat(2_001)])('the query %j is refused', async (query) => {
  expect(await refusal(here.api.views.save({ name: 'A', query }))).toMatchObject({ code: 'BAD_REQUEST' })
})
