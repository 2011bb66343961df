import { request as httpRequest } from 'node:http'
import type { AppRouter } from '@patchbay/api/router'
import { createTRPCClient, httpLink } from '@trpc/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Patchbay, startPatchbayHere } from './people.testing'

let patchbay: Patchbay
let url: string

beforeAll(async () => {
  patchbay = await startPatchbayHere()
  url = `http://127.0.0.1:${patchbay.port}`
})

afterAll(() => patchbay.close())

const send = (method: string, path: string, body: BodyInit, type = 'text/csv') =>
  fetch(`${url}/files/tables${path}`, {
    method,
    headers: { 'content-type': type, 'x-patchbay-person': 'Mei%20Tan' },
    body,
  })

const tables = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] }).tables

async function make(key: string, csv: string): Promise<string> {
  const answer = await send('POST', `?key=${key}&name=${key}`, csv)
  expect(answer.status).toBe(200)
  return (await answer.json()).id
}

test('a file becomes a table, signed, and comes out again', async () => {
  const id = await make('staff', 'ext;name\n12;Mei\n')
  expect(await tables().list.query()).toMatchObject([{ id, key: 'staff', rowCount: 1, updatedBy: 'Mei Tan' }])
  expect((await send('PUT', `/${id}?column=name`, 'ext,name\n12,Mei\n13,Jo\n')).status).toBe(200)
  const file = await fetch(`${url}/files/tables/${id}`)
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="staff.csv"')
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(Buffer.from(await file.arrayBuffer()).toString()).toBe('\uFEFFname,ext\nJo,13\nMei,12\n')
})

test('a file of more than 4 MB is taken', async () => {
  const rows = Array.from({ length: 6_000 }, (_, at) => `${at},${'x'.repeat(900)}`)
  await make('large', `key,text\n${rows.join('\n')}`)
})

test('a preview shows what is in it', async () => {
  const answer = await send('POST', '/preview', 'n,x\n+65 3158 0000,1\n')
  expect(await answer.json()).toEqual({
    columns: [
      { name: 'n', phone: true },
      { name: 'x', phone: false },
    ],
    rows: [['+65 3158 0000', '1']],
  })
})

test.each([
  ['rows that can’t be used', '?key=a&name=A', 'a,b\n1\n', 'text/csv', 400, /Row 2/],
  ['a workbook of 6 MB', '?key=a&name=A', `PK\x03\x04${'x'.repeat(6_000_000)}`, 'text/csv', 400, /workbook/],
  [
    'columns that can’t be used, and 6 MB',
    '?key=a&name=A',
    `a,a\n${'1,2\n'.repeat(1_500_000)}`,
    'text/csv',
    400,
    /Two columns/,
  ],
  ['30 MB', '?key=a&name=A', `a,b\n${`1,${'x'.repeat(998)}\n`.repeat(30_000)}`, 'text/csv', 413, /20 MB/],
  ['another type', '?key=a&name=A', 'a,b\n1,2', 'application/json', 415, /./],
  ['a key that is none', '?key=A%20key&name=A', 'a,b\n1,2', 'text/csv', 400, /small letters/],
  ['no name', '?key=a', 'a,b\n1,2', 'text/csv', 400, /./],
  ['a question that nobody asks', '?key=a&name=A&other=1', 'a,b\n1,2', 'text/csv', 400, /./],
  ['nothing', '?key=a&name=A', '', 'text/csv', 400, /empty/],
])('%s: refused with a sentence', async (_, path, body, type, status, message) => {
  const answer = await send('POST', path, body, type)
  expect(answer.status).toBe(status)
  expect((await answer.json()).message).toMatch(message)
})

test('what does not exist can’t be replaced or downloaded', async () => {
  for (const id of ['00000000-0000-7000-8000-000000000000', 'x']) {
    expect((await send('PUT', `/${id}`, 'a\n1\n')).status).toBeGreaterThanOrEqual(400)
    expect((await fetch(`${url}/files/tables/${id}`)).status).toBeGreaterThanOrEqual(400)
  }
})

test('an upload that breaks off changes nothing, and leaves room for the next ones', async () => {
  const id = await make('broken', 'a,b\n1,2\n')
  for (let time = 0; time < 3; time += 1)
    await new Promise<void>((resolve) => {
      const headers = { 'content-type': 'text/csv', 'content-length': '1000' }
      const upload = httpRequest(`${url}/files/tables/${id}`, { method: 'PUT', headers })
      upload.on('error', () => resolve())
      upload.write('a,b\n7,8\n', () => setTimeout(() => upload.destroy(new Error('gone')), 100))
    })
  expect((await tables().get.query({ id })).rows).toEqual([['1', '2']])
  await expect.poll(async () => (await send('PUT', `/${id}`, 'a,b\n3,4\n')).status).toBe(200)
  expect((await tables().get.query({ id })).rows).toEqual([['3', '4']])
  expect(patchbay.server.output()).not.toContain('failed')
})
