import { describe, expect, test } from 'vitest'
import { UserError } from '../user-error'
import { phoneKey, phoneKeyStart } from './phone-key'
import { previewTable } from './preview-table'
import { readCsv } from './read-csv'

/** A file, in pieces of so many bytes. */
async function* file(content: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(content: string | Uint8Array, size?: number) {
  const rows = []
  for await (const row of readCsv(file(content, size))) rows.push(row)
  return rows
}

const cells = async (content: string) => (await read(content)).map((row) => row.cells)

async function fault(content: string | Uint8Array): Promise<UserError> {
  try {
    await read(content, 64 * 1024)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('Nothing was refused.')
}

describe('a file', () => {
  const same = [
    ['ext', 'name'],
    ['12', 'Tan, Mei'],
    ['13', 'He said "hi"'],
  ]
  test.each([
    ['commas and LF', 'ext,name\n12,"Tan, Mei"\n13,"He said ""hi"""\n'],
    ['a mark at its beginning, and CRLF', '\uFEFFext,name\r\n12,"Tan, Mei"\r\n13,"He said ""hi"""'],
    ['semicolons', 'ext;name\n12;Tan, Mei\n13;He said "hi"\n'],
    ['tabs', 'ext\tname\n12\tTan, Mei\n13\tHe said "hi"'],
    ['CR alone', 'ext;name\r12;Tan, Mei\r13;"He said ""hi"""'],
    ['space around its cells', ' ext , name\n12 , "Tan, Mei" \n 13,He said "hi"  '],
  ])('with %s', async (_, content) => expect(await cells(content)).toEqual(same))

  test('may have one column', async () => {
    expect(await cells('phone\n+65 3158 0000\n+65 3158 0001')).toEqual([
      ['phone'],
      ['+65 3158 0000'],
      ['+65 3158 0001'],
    ])
  })

  test('is separated by what separates the names, whatever stands in the cells', async () => {
    expect(await cells('ext;"a,b,c"\n1;2,3,4,5')).toEqual([
      ['ext', 'a,b,c'],
      ['1', '2,3,4,5'],
    ])
  })

  test('keeps an empty cell between tabs', async () => {
    expect(await cells('a\tb\tc\n1\t\t3')).toEqual([
      ['a', 'b', 'c'],
      ['1', '', '3'],
    ])
  })

  test('numbers its rows as a spreadsheet does: empty ones count', async () => {
    expect((await read('a,b\n\n1,2\n,\n\n3,"x\ny"\n5,6')).map(({ row }) => row)).toEqual([1, 3, 6, 7])
  })

  test('is read the same however it is cut into pieces', async () => {
    const content = '\uFEFFKey,Näme\r\n1,"电话, ""x"""\r\n2,😀\r\n'
    const whole = await read(content, 1_000)
    for (const size of [1, 2, 3, 5, 11]) expect(await read(content, size)).toEqual(whole)
  })

  test('without anything in it has no rows', async () => {
    for (const content of ['', '\uFEFF', '\n\n', ' ', ',,\n,,']) expect(await read(content)).toEqual([])
  })
})

describe('what is no CSV file is refused in a sentence:', () => {
  test.each<[string, string | Uint8Array, string, RegExp]>([
    ['Windows’ own encoding', Uint8Array.from(Buffer.from('a,b\n1,caf\xe9\n', 'latin1')), 'not-utf8', /CSV UTF-8/],
    ['UTF-16 with its mark', Uint8Array.from(Buffer.from('\uFEFFa,b', 'utf16le')), 'not-utf8', /CSV UTF-8/],
    ['UTF-16 without', Uint8Array.from(Buffer.from('a,b', 'utf16le')), 'not-utf8', /CSV UTF-8/],
    ['half a character at the end', Uint8Array.from([0x61, 0x0a, 0xe7, 0x94]), 'not-utf8', /CSV UTF-8/],
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), 'workbook', /workbook/],
    ['a quotation mark that stays open', 'a,b\n1,"2\n3,4\n', 'bad-csv', /opened .* never closed/],
    ['one that swallows the file', `a,b\n1,"${'x,y\n'.repeat(100_000)}`, 'bad-csv', /far too long/],
    ['more than 20 MB', new TextEncoder().encode(`${'a'.repeat(1023)}\n`.repeat(20 * 1024 + 1)), 'too-large', /20 MB/],
  ])('%s', async (_, content, userCode, message) => {
    const error = await fault(content)
    expect(error.userCode).toBe(userCode)
    expect(error.message).toMatch(message)
  })

  test('an upload that breaks off', async () => {
    async function* broken() {
      yield new TextEncoder().encode('a,b\n1,2\n')
      throw new Error('ECONNRESET')
    }
    const reading = async () => {
      for await (const _ of readCsv(broken()));
    }
    await expect(reading()).rejects.toMatchObject({ userCode: 'broken-off' })
  })
})

test.each([
  ['+65 3158 0000', '+6531580000'],
  ['6531580000', '+6531580000'],
  ['0065-3158-0000', '+6531580000'],
  ['+1 (415) 555-2671', '+14155552671'],
  ['+999 123 4567', '+9991234567'],
  ['3158 0000', null],
  ['91234567', null],
  ['private', null],
  ['+65', null],
  ['+65 3158 0000 ext. 4', null],
  ['', null],
])('%j as a phone number is %j', (written, key) => expect(phoneKey(written)).toBe(key))

test.each([
  ['65 31', '+6531'],
  ['+65 31', '+6531'],
  ['0065', '+65'],
  ['', ''],
])('%j finds the numbers that begin with %j', (typed, start) => expect(phoneKeyStart(typed)).toBe(start))

describe('a preview', () => {
  test('shows the first rows, and which columns hold phone numbers', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `${index},+65 3158 ${1_000 + index},x`)
    const preview = await previewTable(file(`no,phone,note\n${rows.join('\n')}`))
    expect(preview.columns).toEqual([
      { name: 'no', phone: false },
      { name: 'phone', phone: true },
      { name: 'note', phone: false },
    ])
    expect(preview.rows).toHaveLength(5)
    expect(preview.rows[0]).toEqual(['0', '+65 3158 1000', 'x'])
  })

  test('of a file that is cut off in the middle of a cell is there all the same', async () => {
    for (const size of [1, 3, 100, 64 * 1024]) {
      const preview = await previewTable(file(`a,b\n${'1,2\n'.repeat(60)}3,"4`, size))
      expect(preview.rows).toHaveLength(5)
    }
  })

  test('of nothing is refused', async () => {
    await expect(previewTable(file(''))).rejects.toMatchObject({ userCode: 'empty' })
  })
})
