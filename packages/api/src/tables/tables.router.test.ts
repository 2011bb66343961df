import { setTimeout } from 'node:timers/promises'
import { createTableReader } from '@patchbay/engine/table-reader'
import { addNumber, addVersion } from '@patchbay/engine/testing'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../context'
import { refusal, startTestApi, type TestApi } from '../testing'
import { UserError } from '../user-error'
import { downloadTable } from './download-table'
import { createTable, replaceRows } from './import-table'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>
let context: Context

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.pool.query('TRUNCATE workspace CASCADE')
  here = await house.enter()
  context = house.contextOf(here.workspaceId, 'Mei Tan')
})

async function* file(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield new TextEncoder().encode(part)
}

const make = (csv: string, more: Partial<Parameters<typeof createTable>[1]> = {}) =>
  createTable(context, { key: 'staff', name: 'Staff', column: null, keyKind: 'text', ...more }, file(csv))
const replace = (id: string, csv: string, more: Partial<Parameters<typeof replaceRows>[1]> = {}) =>
  replaceRows(context, { id, column: null, keyKind: 'text', ...more }, file(csv))
const look = (key: string, table = 'staff') => createTableReader(house.pool).row(here.workspaceId, table, key)
const rowsKept = async () => (await house.pool.query('SELECT count(*)::int AS n FROM lookup_row')).rows[0]?.n

async function faultOf(promise: Promise<unknown>): Promise<UserError> {
  const error = await promise.then(
    () => null,
    (fault: unknown) => fault,
  )
  if (error instanceof UserError) return error
  throw error ?? new Error('Nothing was refused.')
}

const staff = 'ext,name,number\n12,Mei Tan,+65 3158 0012\n13,Jo Lim,+65 3158 0013\n'

/** A flow whose Look up block names a table; drafts may name blocks that this server does not have. */
const lookingUp = (table: string) =>
  drawFlow({ start: { block: 'answer', to: { next: 'look' } }, look: { block: 'lookup', config: { table } } })

describe('a table', () => {
  test('is made of a file, listed, read, and looked up in', async () => {
    const made = await make(staff)
    expect(made).toMatchObject({ key: 'staff', name: 'Staff', rowCount: 2 })
    expect(await here.api.tables.list()).toMatchObject([
      {
        id: made.id,
        columns: ['ext', 'name', 'number'],
        keyKind: 'text',
        rowCount: 2,
        updatedBy: 'Mei Tan',
        usedIn: [],
      },
    ])
    expect((await here.api.tables.get({ id: made.id })).rows).toEqual([
      ['12', 'Mei Tan', '+65 3158 0012'],
      ['13', 'Jo Lim', '+65 3158 0013'],
    ])
    expect(await look('13')).toEqual({ ext: '13', name: 'Jo Lim', number: '+65 3158 0013' })
    for (const key of ['1', '14', '', ' 13', '13\0']) expect(await look(key)).toBeNull()
    expect(await look('13', 'nobody')).toBeNull()
  })

  test('has its keys in the column that was chosen, and that one first', async () => {
    const { id } = await make(staff, { column: 'name' })
    expect((await here.api.tables.get({ id })).columns).toEqual(['name', 'ext', 'number'])
    expect(await look('Jo Lim')).toMatchObject({ ext: '13' })
    expect(await look('jo lim')).toBeNull()
  })

  test('keeps phone numbers as E.164, and finds them by how they begin', async () => {
    const { id } = await make('n\n+65 3158 0012\n6531580013\n0065 3158 1000\n', { keyKind: 'phone' })
    expect(await look('+6531580013')).toEqual({ n: '+6531580013' })
    const found = await here.api.tables.get({ id, prefix: '65 3158 00' })
    expect(found.rows).toEqual([['+6531580012'], ['+6531580013']])
  })

  test('has a key of its own within its workspace only', async () => {
    await make(staff)
    expect((await faultOf(make(staff))).userCode).toBe('key-taken')
    const other = await house.enter()
    await createTable(
      house.contextOf(other.workspaceId),
      { key: 'staff', name: 'Theirs', column: null, keyKind: 'text' },
      file('a,b\n13,x\n'),
    )
    expect(await look('13')).toMatchObject({ name: 'Jo Lim' })
    expect(await createTableReader(house.pool).row(other.workspaceId, 'staff', '13')).toEqual({ a: '13', b: 'x' })
  })

  test('is renamed; its key stays', async () => {
    const { id } = await make(staff)
    await here.api.tables.rename({ id, name: 'People' })
    expect(await here.api.tables.list()).toMatchObject([{ key: 'staff', name: 'People' }])
  })

  test('is nobody else’s', async () => {
    const { id } = await make(staff)
    const other = await house.enter()
    expect(await other.api.tables.list()).toEqual([])
    for (const ask of [
      () => other.api.tables.get({ id }),
      () => other.api.tables.rename({ id, name: 'Mine' }),
      () => other.api.tables.remove({ id }),
    ])
      expect(await refusal(ask())).toMatchObject({ code: 'NOT_FOUND', userCode: 'no-table' })
    const theirs = { ...context, workspaceId: other.workspaceId }
    const choice = { id, column: null, keyKind: 'text' } as const
    expect((await faultOf(replaceRows(theirs, choice, file(staff)))).userCode).toBe('no-table')
    await expect(downloadTable(theirs, id)).rejects.toMatchObject({ userCode: 'no-table' })
  })

  test('is read in pages, by key', async () => {
    const keys = Array.from({ length: 250 }, (_, index) => `k${String(index).padStart(3, '0')}`)
    const { id } = await make(`key\n${[...keys].reverse().join('\n')}\nother\nÄ 电话\n`)
    const read: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await here.api.tables.get({ id, cursor, prefix: 'k', limit: 100 })
      read.push(...page.rows.map(([key = '']) => key))
      cursor = page.next
    }
    expect(read).toEqual(keys)
    expect((await here.api.tables.get({ id, prefix: 'Ä 电' })).rows).toEqual([['Ä 电话']])
    expect((await here.api.tables.get({ id, prefix: '%' })).rows).toEqual([])
  })

  test('that is replaced is found as it is now: at once where a row is new, within a second where one was read before', async () => {
    const { id } = await make('ext,name\n12,Mei\n13,Jo\n')
    const reader = createTableReader(house.pool)
    const at = (key: string) => reader.row(here.workspaceId, 'staff', key)
    expect(await Promise.all([at('12'), at('14'), at('12')])).toEqual([
      { ext: '12', name: 'Mei' },
      null,
      { ext: '12', name: 'Mei' },
    ])
    await replace(id, 'ext,name\n12,Ann\n14,Bo\n')
    // Not read before, and gone with its revision: never “not there” by mistake.
    expect(await at('13')).toBeNull()
    expect(await at('14')).toEqual({ ext: '14', name: 'Bo' })
    await expect.poll(() => at('12'), { timeout: 1_000 }).toEqual({ ext: '12', name: 'Ann' })
    await here.api.tables.remove({ id })
    await expect.poll(() => at('12'), { timeout: 1_000 }).toBeNull()
  })

  test('goes out as a file that makes the same table again', async () => {
    const { id } = await make('key;text\nb;"He said ""no"", twice"\na;\nc;=1+1\n')
    const { fileName, content } = await downloadTable(context, id)
    let csv = ''
    for await (const part of content) csv += part
    expect(fileName).toBe('staff.csv')
    expect(csv).toBe('\uFEFFkey,text\na,\nb,"He said ""no"", twice"\nc,=1+1\n')
    const before = (await here.api.tables.get({ id })).rows
    await replace(id, csv)
    expect((await here.api.tables.get({ id })).rows).toEqual(before)
  })
})

describe('replacing the rows', () => {
  test('leaves nothing of the old ones', async () => {
    const { id } = await make(staff)
    await replace(id, 'who,ext\nJo,13\nAl,14\nBo,15\n', { column: 'ext' })
    expect(await here.api.tables.list()).toMatchObject([{ columns: ['ext', 'who'], rowCount: 3 }])
    expect(await look('12')).toBeNull()
    expect(await look('13')).toEqual({ ext: '13', who: 'Jo' })
    expect(await rowsKept()).toBe(3)
  })

  test('shows a call the old rows until it is done, and then the new ones', async () => {
    const { id } = await make('key,value\na,old\nb,old\n')
    let goOn = () => {}
    const stopped = new Promise<void>((resolve) => {
      goOn = resolve
    })
    async function* slowly() {
      // More than one batch, so that rows are written before the end.
      yield* file('key,value\na,new\n', Array.from({ length: 2_500 }, (_, at) => `${at},new\n`).join(''))
      await stopped
      yield* file('c,new\n')
    }
    const replacing = replaceRows(context, { id, column: null, keyKind: 'text' }, slowly())
    await setTimeout(200)
    expect(await look('a')).toMatchObject({ value: 'old' })
    expect([await look('0'), await look('c')]).toEqual([null, null])
    goOn()
    await replacing
    expect([await look('a'), await look('b'), await look('c')]).toEqual([
      { key: 'a', value: 'new' },
      null,
      { key: 'c', value: 'new' },
    ])
  })

  test('two at once: one of the files counts, whole', async () => {
    const { id } = await make(staff)
    const csv = (value: string) => `key,value\n${Array.from({ length: 5_000 }, (_, at) => `${at},${value}`).join('\n')}`
    await Promise.all([replace(id, csv('one')), replace(id, csv('two'))])
    const values = await house.pool.query("SELECT DISTINCT data ->> 'value' AS value FROM lookup_row")
    expect(values.rows).toHaveLength(1)
    expect(await rowsKept()).toBe(5_000)
    expect(await look('4999')).toEqual({ key: '4999', value: values.rows[0].value })
  })

  test('a third at once is asked to wait', async () => {
    const { id } = await make(staff)
    const faults = await Promise.allSettled([replace(id, staff), replace(id, staff), replace(id, staff)])
    expect(faults.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(faults[2]).toMatchObject({ reason: { userCode: 'busy' } })
  })
})

describe('a file that can’t be used is refused in a sentence and changes nothing:', () => {
  const long = 'x'.repeat(1_001)
  test.each<[string, string, string, RegExp]>([
    ['nothing in it', '', 'empty', /name the columns/],
    ['no rows', 'a,b\n', 'empty', /no rows/],
    ['a column without a name', 'a,,c\n1,2,3', 'columns', /Column 2 has no name/],
    ['two columns of one name', 'a,b,a\n1,2,3', 'columns', /Two columns are called “a”/],
    ['a name that objects have', 'a,__proto__\n1,2', 'columns', /__proto__/],
    ['51 columns', Array.from({ length: 51 }, (_, at) => `c${at}`).join(), 'columns', /51 columns/],
    ['a column’s name without end', `a,${'b'.repeat(81)}\n1,2`, 'columns', /80 characters/],
    ['an empty key', 'a,b\n1,2\n,3', 'bad-rows', /Row 3 .*“a” is empty/],
    ['a key twice', 'a,b\n1,2\n2,2\n 1 ,4', 'bad-rows', /Row 4 .*“1” stands in row 2 already/],
    ['a short row', 'a,b\n1\n', 'bad-rows', /Row 2 .*1 cell, .*2 columns/],
    ['a long row', 'a,b\n1,2,3\n', 'bad-rows', /Row 2 .*3 cells/],
    ['a cell without end', `a,b\n1,${long}`, 'bad-rows', /Row 2 .*“b” has more than 1,000 characters/],
    ['a key without end', `a,b\n${'电'.repeat(201)},1`, 'bad-rows', /“a” has more than 200 characters/],
  ])('%s', async (_, csv, userCode, message) => {
    const { id } = await make(staff)
    const before = await here.api.tables.list()
    const fault = await faultOf(replace(id, csv))
    expect(fault.userCode).toBe(userCode)
    expect(fault.message).toMatch(message)
    expect((await faultOf(make(csv, { key: 'other' }))).message).toBe(fault.message)
    expect(await here.api.tables.list()).toEqual(before)
    expect(await rowsKept()).toBe(2)
  })

  test('many faulty rows: twenty are named, the others counted', async () => {
    const { id } = await make(staff)
    const fault = await faultOf(replace(id, `a,b\n${'1\n'.repeat(2_500)}`))
    expect(fault.message).toBe('2,500 rows can’t be used.')
    expect(fault.details).toMatchObject({ more: 2_480 })
    expect(fault.details).toHaveProperty('problems.length', 20)
    expect(fault.details).toHaveProperty('problems.0.row', 2)
  })

  test('a fault after rows that were written already', async () => {
    const { id } = await make(staff)
    const rows = Array.from({ length: 5_000 }, (_, at) => `${at},x`)
    expect((await faultOf(replace(id, `a,b\n${rows.join('\n')}\n0,x`))).message).toMatch(/Row 5002 .*row 2 already/)
    expect(await rowsKept()).toBe(2)
  })

  test('a column that is not there, and numbers without a country', async () => {
    const { id } = await make(staff)
    expect((await faultOf(replace(id, staff, { column: 'email' }))).message).toMatch(/no column “email”/)
    expect((await faultOf(replace(id, staff, { keyKind: 'phone' }))).message).toBe('2 rows can’t be used.')
    expect((await faultOf(replace(id, 'n\n3158 0000', { keyKind: 'phone' }))).message).toMatch(
      /“3158 0000” is no phone/,
    )
  })

  test('more than 100,000 rows', async () => {
    const { id } = await make(staff)
    const rows = Array.from({ length: 100_001 }, (_, at) => at).join('\n')
    expect((await faultOf(replace(id, `a\n${rows}`))).userCode).toBe('too-many-rows')
    expect(await rowsKept()).toBe(2)
  })

  test('the longest key of the widest characters is kept', async () => {
    const key = '😀'.repeat(100)
    await make(`a,b\n${key},1`)
    expect(await look(key)).toEqual({ a: key, b: '1' })
  })
})

describe('where a table is used', () => {
  test('are drafts, and versions that callers can meet', async () => {
    await make(staff)
    const flow = await addVersion(house.pool, here.workspaceId, lookingUp('staff'), 'Front desk')
    await addVersion(house.pool, here.workspaceId, lookingUp('other'), 'Other')
    expect(await here.api.tables.list()).toMatchObject([
      { usedIn: [{ flowId: flow.flowId, flowName: 'Front desk', draft: true, versions: [1] }] },
    ])
  })

  test('a used table is not removed, and the flows are named', async () => {
    const { id } = await make(staff)
    const { versionId, flowId } = await addVersion(house.pool, here.workspaceId, lookingUp('staff'), 'Front desk')
    expect(await refusal(here.api.tables.remove({ id }))).toMatchObject({
      code: 'PRECONDITION_FAILED',
      userCode: 'in-use',
      message: expect.stringContaining('“Front desk”'),
    })
    // Taken out of the draft, it is still what callers meet; in an older version, on a number, too.
    await house.pool.query('UPDATE flow SET draft = $1', [JSON.stringify(lookingUp('other'))])
    expect((await refusal(here.api.tables.remove({ id }))).userCode).toBe('in-use')
    await addNumber(house.pool, here.workspaceId, versionId)
    await house.pool.query(
      `INSERT INTO flow_version (id, workspace_id, flow_id, number, document) VALUES (gen_random_uuid(), $1, $2, 2, $3)`,
      [here.workspaceId, flowId, JSON.stringify(lookingUp('other'))],
    )
    expect((await refusal(here.api.tables.remove({ id }))).userCode).toBe('in-use')
    await house.pool.query('UPDATE phone_number SET version_id = NULL')
    expect(await here.api.tables.remove({ id })).toEqual({ id })
    expect(await here.api.tables.list()).toEqual([])
    expect(await rowsKept()).toBe(0)
  })

  test('not in an archived flow, in another workspace, or in another block’s setting of that name', async () => {
    const { id } = await make(staff)
    const { flowId } = await addVersion(house.pool, here.workspaceId, lookingUp('staff'), 'Old')
    await here.api.flows.archive({ id: flowId })
    const other = await house.enter()
    await addVersion(house.pool, other.workspaceId, lookingUp('staff'), 'Theirs')
    const strange = drawFlow({ a: { block: 'furniture', config: { table: 'staff' } } })
    await addVersion(house.pool, here.workspaceId, strange, 'Shop')
    expect(await here.api.tables.list()).toMatchObject([{ usedIn: [] }])
    await here.api.tables.remove({ id })
  })
})
