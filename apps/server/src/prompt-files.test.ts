import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { mp3Of, wavOf } from '@patchbay/api/prompts/audio.testing'
import type { AppRouter } from '@patchbay/api/router'
import { startS3Server } from '@patchbay/api/storage/s3-server.testing'
import { createTestDatabase } from '@patchbay/db/test-database'
import { createTRPCClient, httpLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, type ServerProcess, startServer } from './process.testing'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let s3: Awaited<ReturnType<typeof startS3Server>>
let folder: string
let server: ServerProcess
let url: string

/** A server whose recordings are in a bucket, or in a folder. */
async function serve(storage: Record<string, string>): Promise<void> {
  const PORT = String(await freePort())
  url = `http://127.0.0.1:${PORT}`
  const SIMULATOR_PORT = String(await freePort())
  server = startServer({
    PORT,
    SIMULATOR_PORT,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'warn',
    DATA_DIR: folder,
    ...storage,
  })
  await server.ready
}

async function stop(): Promise<void> {
  server.kill('SIGTERM')
  await server.exited
}

beforeAll(async () => {
  database = await createTestDatabase()
  s3 = await startS3Server()
  folder = await mkdtemp(join(tmpdir(), 'patchbay-data-'))
})
afterAll(async () => {
  await s3.close()
  await database.drop()
  await rm(folder, { recursive: true })
})

const prompts = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] }).prompts
const send = (id: string, body: BodyInit, type = 'application/octet-stream', language = 'en') =>
  fetch(`${url}/files/prompts/${id}/${language}`, {
    method: 'POST',
    headers: { 'content-type': type, 'x-patchbay-person': 'Mei%20Tan' },
    body,
  })

async function make(key: string): Promise<string> {
  return (await prompts().create.mutate({ key, name: key })).id
}

async function addressOf(id: string): Promise<string> {
  const sound = (await prompts().get.query({ id })).takes[0]?.sound
  if (sound?.kind !== 'file') throw new Error('There is no recording.')
  return `${url}${sound.address}`
}

const bodyOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

describe('with recordings in a folder', () => {
  beforeAll(() => serve({}))
  afterAll(stop)

  test.each([
    ['mp3', mp3Of(40), 'audio/mpeg'],
    ['wav', wavOf(300), 'audio/wav'],
  ])('a recording as %s comes in, signed, and the carrier gets it', async (ending, content, type) => {
    const id = await make(`as_${ending}`)
    expect((await send(id, new Uint8Array(content), 'audio/ogg')).status).toBe(200)
    expect((await prompts().get.query({ id })).takes).toMatchObject([{ createdBy: 'Mei Tan' }])
    const address = await addressOf(id)
    const answer = await fetch(address)
    expect(address).toMatch(new RegExp(`/prompts/[A-Za-z0-9_-]{43}\\.${ending}$`))
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': type,
      'content-length': String(content.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none';sandbox",
      'content-disposition': expect.stringMatching(/^inline; filename="prompt\.(mp3|wav)"$/),
      'x-content-type-options': 'nosniff',
      etag: expect.stringMatching(/^"[^"]{20,}"$/),
    })
    expect((await bodyOf(answer)).equals(content)).toBe(true)
    const head = await fetch(address, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(content.length)])
  })

  test('in parts, and not again to whom has it', async () => {
    const content = wavOf(1)
    const id = await make('in_parts')
    await send(id, new Uint8Array(content))
    const address = await addressOf(id)
    const ask = (headers: Record<string, string>) => fetch(address, { headers })
    const etag = (await ask({})).headers.get('etag') ?? ''
    for (const [range, start, end] of [
      ['bytes=0-9', 0, 9],
      ['bytes=16000-', 16_000, content.length - 1],
      ['bytes=-100', content.length - 100, content.length - 1],
      ['bytes=10-999999', 10, content.length - 1],
    ] as const) {
      const answer = await ask({ range, 'if-range': etag })
      expect(answer.status).toBe(206)
      expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end}/${content.length}`)
      expect((await bodyOf(answer)).equals(content.subarray(start, end + 1))).toBe(true)
    }
    const beyond = await ask({ range: 'bytes=999999-' })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${content.length}`])
    for (const headers of [
      { range: 'bytes=0-9', 'if-range': '"other"' },
      { range: 'bytes=0-1,90-99' },
      { range: 'x' },
    ]) {
      const whole = await ask(headers)
      expect([whole.status, (await bodyOf(whole)).length]).toEqual([200, content.length])
    }
    expect((await ask({ 'if-none-match': etag })).status).toBe(304)
  })

  test('a superseded one is there as before', async () => {
    const id = await make('superseded')
    await send(id, new Uint8Array(wavOf(1)))
    const first = await addressOf(id)
    await send(id, new Uint8Array(wavOf(2)))
    expect(await addressOf(id)).not.toBe(first)
    expect((await bodyOf(await fetch(first))).length).toBe(wavOf(1).length)
  })

  test.each([
    ['another ending', (address: string) => address.replace('.wav', '.mp3'), 404],
    ['another token', (address: string) => address.replace(/.{5}\.wav$/, 'AAAAA.wav'), 404],
    ['no token', (address: string) => address.replace(/[^/]+$/, '.wav'), 404],
    ['a way out', (address: string) => address.replace(/[^/]+$/, '..%2f..%2fpackage.json'), 404],
  ])('%s leads nowhere, and is said so', async (_, change, status) => {
    const [known] = (await prompts().list.query()).filter(({ key }) => key === 'as_wav')
    const answer = await fetch(change(await addressOf(known?.id ?? '')))
    expect(answer.status).toBe(status)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect((await answer.json()).message).toMatch(/There is no/)
  })

  test.each<[string, BodyInit, string, string, number, RegExp]>([
    ['a picture called audio', '\x89PNG\r\n\x1a\n', 'audio/mpeg', 'en', 400, /no MP3 or WAV/],
    ['11 MB', new Uint8Array(11 * 1024 * 1024), 'audio/wav', 'en', 413, /10 MB/],
    ['40 MB', new Uint8Array(40 * 1024 * 1024), 'audio/wav', 'en', 413, /10 MB/],
    ['a type that pages may send', 'x', 'text/plain', 'en', 415, /./],
    ['a form', 'a=1', 'application/x-www-form-urlencoded', 'en', 415, /./],
    ['no language', new Uint8Array(wavOf(1)), 'audio/wav', 'xx', 400, /does not speak/],
    ['nothing', '', 'audio/wav', 'en', 400, /empty/],
  ])('%s: refused with a sentence', async (name, body, type, language, status, message) => {
    const id = await make(`refused_${name.toLowerCase().replaceAll(' ', '_')}`)
    const before = await readdir(join(folder, 'prompts'))
    const answer = await send(id, body, type, language)
    expect(answer.status).toBe(status)
    expect((await answer.json()).message).toMatch(message)
    expect((await send('00000000-0000-7000-8000-000000000000', new Uint8Array(wavOf(1)))).status).toBe(404)
    expect(await readdir(join(folder, 'prompts'))).toEqual(before)
  })

  test('a sound that is a page as well goes out as a sound, and does nothing where a browser opens it', async () => {
    const page = '<html><script>alert(1)</script></html>'
    const id = await make('two_things')
    expect((await send(id, Buffer.concat([wavOf(1), Buffer.from(page)]), 'audio/wav')).status).toBe(200)
    const answer = await fetch(await addressOf(id))
    expect(await answer.text()).toContain(page)
    expect(answer.headers.get('content-type')).toBe('audio/wav')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none';.*sandbox/)
    expect((await send(id, page, 'audio/wav')).status).toBe(400)
  })

  test('an upload that is packed is not unpacked', async () => {
    const id = await make('packed')
    const answer = await fetch(`${url}/files/prompts/${id}/en`, {
      method: 'POST',
      headers: { 'content-type': 'audio/wav', 'content-encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(9 * 1024 * 1024)),
    })
    expect([answer.status, (await answer.json()).message]).toEqual([400, expect.stringMatching(/no MP3 or WAV/)])
  })

  test('an upload that breaks off leaves nothing, and room for the next ones', async () => {
    const id = await make('broken')
    const before = await readdir(join(folder, 'prompts'))
    for (let time = 0; time < 5; time += 1)
      await new Promise<void>((resolve) => {
        const headers = { 'content-type': 'audio/wav', 'content-length': '100000' }
        const upload = httpRequest(`${url}/files/prompts/${id}/en`, { method: 'POST', headers })
        upload.on('error', () => resolve())
        upload.write(wavOf(1), () => setTimeout(() => upload.destroy(new Error('gone')), 50))
      })
    await expect.poll(async () => (await send(id, new Uint8Array(wavOf(1)))).status).toBe(200)
    expect(await readdir(join(folder, 'prompts'))).toHaveLength(before.length + 1)
    expect(server.output()).not.toContain('failed')
  })

  test('a page of the app is still a page', async () => {
    for (const path of ['/prompts', '/prompts/00000000-0000-7000-8000-000000000000']) {
      const page = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } })
      expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')])
    }
  })
})

describe('with recordings in a bucket', () => {
  beforeAll(() =>
    serve({
      S3_ENDPOINT: s3.options.endpoint,
      S3_BUCKET: s3.options.bucket,
      S3_REGION: s3.options.region,
      S3_ACCESS_KEY_ID: s3.options.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.options.secretAccessKey,
    }),
  )
  afterAll(stop)

  test('they come in, go out in parts, and go with their prompt', async () => {
    const id = await make('in_a_bucket')
    expect((await send(id, new Uint8Array(wavOf(2)))).status).toBe(200)
    expect(s3.files.size).toBe(1)
    const address = await addressOf(id)
    expect((await bodyOf(await fetch(address))).equals(wavOf(2))).toBe(true)
    const part = await fetch(address, { headers: { range: 'bytes=4-7' } })
    expect([part.status, (await bodyOf(part)).equals(wavOf(2).subarray(4, 8))]).toEqual([206, true])
    await prompts().remove.mutate({ id })
    expect(s3.files.size).toBe(0)
    expect((await fetch(address)).status).toBe(404)
  })

  test('one that is lost is no audio, and no crash', async () => {
    const id = await make('lost')
    await send(id, new Uint8Array(wavOf(1)))
    s3.files.clear()
    const answer = await fetch(await addressOf(id))
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store'])
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })
})
