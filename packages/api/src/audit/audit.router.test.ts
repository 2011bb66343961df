import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, startTestApi, type TestApi } from '../testing'
import { exportEntries } from './export-entries'
import { record } from './record'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>
beforeAll(async () => {
  house = await startTestApi()
  here = await house.enter()
  const by = (name: string) => house.contextOf(here.workspaceId, name)
  const note = (
    name: string,
    at: string,
    ...rest: Parameters<typeof record> extends [unknown, unknown, infer N] ? [N] : never
  ) =>
    record(house.db, by(name), rest[0]).then(() =>
      // The trail can't be changed, not even here: its guard steps aside for the length of one statement.
      house.pool.query(
        `ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_stays; UPDATE audit_entry SET at = '${at}' WHERE at > now() - interval '1 minute' AND workspace_id = '${here.workspaceId}'; ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_stays`,
      ),
    )
  const label = (before: string, after: string) => ({ before: { label: before }, after: { label: after } })
  await note('Mei', '2026-03-01T10:00:00Z', {
    action: 'number.change',
    subject: { id: 'n1', name: '+6531580000' },
    ...label('', 'Shop'),
  })
  await note('Jo', '2026-03-02T10:00:00Z', {
    action: 'flow.publish',
    subject: { id: 'f1', name: 'Front desk' },
    after: { version: 2 },
  })
  await note('Mei Tan', '2026-03-03T10:00:00Z', {
    action: 'number.change',
    subject: { id: 'n1', name: '+6531580000' },
    ...label('Shop', '100% =1+1'),
  })
})
afterAll(() => house.close())

const times = (filter: Parameters<typeof here.api.audit.list>[0]['filter']) =>
  here.api.audit.list({ filter }).then(({ entries }) => entries.map(({ at }) => Number(at.slice(8, 10))))

test.each([
  [{}, [3, 2, 1]],
  [{ who: 'mei' }, [3, 1]],
  [{ who: '%' }, []],
  [{ action: 'flow.publish' as const }, [2]],
  [{ subject: 'FRONT' }, [2]],
  [{ subject: 'n1' }, [3, 1]],
  [{ from: '2026-03-02T10:00:00Z', to: '2026-03-03T10:00:00Z' }, [2]],
  [{ text: '100%' }, [3]],
  [{ text: 'shop', who: 'mei' }, [3, 1]],
  [{ text: 'nothing of that' }, []],
])('%j finds what was done on the %j', async (filter, days) => {
  expect(await times(filter)).toEqual(days)
})

test('an entry says who, what, to what, and what changed', async () => {
  const { entries } = await here.api.audit.list({ limit: 1 })
  expect(entries).toEqual([
    {
      id: expect.any(String),
      at: '2026-03-03T10:00:00.000Z',
      actor: { kind: 'person', id: expect.any(String), name: 'Mei Tan' },
      address: '',
      action: 'number.change',
      did: 'changed a number’s settings',
      subject: { id: 'n1', name: '+6531580000' },
      before: { label: 'Shop' },
      after: { label: '100% =1+1' },
    },
  ])
})

test('pages follow one another without a gap, and a place that is none is refused', async () => {
  const days: number[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof here.api.audit.list>> = await here.api.audit.list({ limit: 1, cursor })
    days.push(...page.entries.map(({ at }) => Number(at.slice(8, 10))))
    cursor = page.next
  }
  expect(days).toEqual([3, 2, 1])
  for (const cursor of ['x', '_', '2026_1', "'; DROP TABLE audit_entry; --"])
    expect(await refusal(here.api.audit.list({ cursor }))).toMatchObject({ userCode: 'bad-cursor' })
})

test('it is for owners, and of one workspace', async () => {
  for (const role of ['builder', 'operator', 'viewer'] as const)
    expect(await refusal(here.as('Jo', role).audit.list({}))).toMatchObject({ userCode: 'may-not' })
  expect((await (await house.enter()).api.audit.list({})).entries).toEqual([])
})

const whole = async (format: 'csv' | 'json', filter = {}) => {
  const { content } = await exportEntries(house.contextOf(here.workspaceId, 'Jo'), { filter, format })
  let text = ''
  for await (const piece of content) text += piece
  return text
}

test('it goes out as JSON and as CSV that no spreadsheet takes for a formula, and that it did stands in it', async () => {
  expect(JSON.parse(await whole('json', { who: 'mei' }))).toHaveLength(2)
  const lines = (await whole('csv', { who: 'jo' })).trimEnd().split('\n')
  expect(lines[0]).toBe('\uFEFFat,who,kind,who_id,address,action,subject,subject_id,before,after')
  expect(lines.slice(1).map((line) => line.split(',')[5])).toEqual(['audit.export', 'audit.export', 'flow.publish'])
  expect(await whole('csv', { subject: 'n1' })).toMatch(/,\+6531580000,.*100% =1\+1/)
  expect(await whole('csv', { text: 'nothing of that' })).toMatch(/^\uFEFFat,.*\n$/)
})
