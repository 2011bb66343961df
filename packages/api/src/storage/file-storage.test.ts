import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDiskStorage } from './disk-storage'
import type { FileStorage } from './file-storage'
import { startS3Server } from './s3-server.testing'
import { createS3Storage } from './s3-storage'

let folder: string
let s3: Awaited<ReturnType<typeof startS3Server>>
const storages = new Map<string, FileStorage>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-files-'))
  s3 = await startS3Server()
  storages.set('a folder', createDiskStorage(join(folder, 'new', 'prompts')))
  storages.set('S3', createS3Storage(s3.options))
})
afterAll(async () => {
  await s3.close()
  await rm(folder, { recursive: true })
})

describe.each(['a folder', 'S3'])('%s', (name) => {
  const storage = () => {
    const found = storages.get(name)
    if (!found) throw new Error(`There is no storage called ${name}.`)
    return found
  }
  const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251))
  const read = async (...asked: Parameters<FileStorage['get']>) => {
    const stream = await storage().get(...asked)
    return stream === null ? null : buffer(stream)
  }

  test('gives back what it took, whole and in parts', async () => {
    await storage().put('one.mp3', content, 'audio/mpeg')
    expect(await read('one.mp3')).toEqual(content)
    expect(await read('one.mp3', { start: 0, end: 0 })).toEqual(content.subarray(0, 1))
    expect(await read('one.mp3', { start: 250_000, end: 299_999 })).toEqual(content.subarray(250_000))
  })

  test('has nothing that it was not given, and nothing after its removal', async () => {
    expect(await read('two.wav')).toBeNull()
    await storage().put('two.wav', content, 'audio/wav')
    await storage().remove('two.wav')
    await storage().remove('two.wav')
    expect(await read('two.wav')).toBeNull()
  })
})

test('a folder keeps nothing but the file, and goes nowhere else', async () => {
  const disk = createDiskStorage(join(folder, 'tidy'))
  await disk.put('a.wav', Buffer.from('x'), 'audio/wav')
  expect(await readdir(join(folder, 'tidy'))).toEqual(['a.wav'])
  for (const key of ['../a.wav', '/etc/passwd', 'a', '', 'a.wav/..'])
    await expect((async () => disk.get(key))()).rejects.toThrow('no key')
})

test('S3 keeps files below prompts/, with their type', async () => {
  await createS3Storage(s3.options).put('typed.mp3', Buffer.from('x'), 'audio/mpeg')
  expect(s3.files.get('/calls/prompts/typed.mp3')).toEqual({ content: Buffer.from('x'), mime: 'audio/mpeg' })
})

test('S3 that refuses us, or is away, is a fault and not an empty answer', async () => {
  const stranger = createS3Storage({ ...s3.options, secretAccessKey: 'wrong' })
  await expect(stranger.put('x.mp3', Buffer.from('x'), 'audio/mpeg')).rejects.toThrow('403 SignatureDoesNotMatch')
  await expect(stranger.get('x.mp3')).rejects.toThrow('403 SignatureDoesNotMatch')
  await expect(stranger.remove('x.mp3')).rejects.toThrow('403 SignatureDoesNotMatch')
  const away = createS3Storage({ ...s3.options, endpoint: 'http://127.0.0.1:1' })
  await expect(away.get('x.mp3')).rejects.toThrow()
})
