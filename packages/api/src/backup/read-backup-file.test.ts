import { copyFile, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Files, replace, rewrite, startBackedUpHouse } from './backup.testing'
import { BackupError } from './backup-error'
import { headerName, manifestName, recordingName } from './backup-format'
import { checkBackup } from './restore'

let home: Awaited<ReturnType<typeof startBackedUpHouse>>
beforeAll(async () => {
  home = await startBackedUpHouse()
})
afterAll(() => home.close())

describe('refused before anything is changed', () => {
  const damaged = 'damaged or cut short'
  const foreign = 'no backup of Patchbay'
  test.each<[string, (files: Files) => Files | undefined, string]>([
    [
      'a value that was changed',
      (files) => replace(files, 'tables/workspace.000001.copy', (rows) => rows.replace('Test', 'Tset')),
      damaged,
    ],
    [
      'a part that is missing',
      (files) => files.filter(({ name }) => name !== 'tables/call_event.000002.copy'),
      damaged,
    ],
    ['a table that is missing', (files) => files.filter(({ name }) => !name.startsWith('tables/flow.')), damaged],
    ['a recording that is missing', (files) => files.filter((_, at) => at !== 1), damaged],
    [
      'a part twice',
      (files) => files.flatMap((file) => (file.name.startsWith('tables/flow.') ? [file, file] : [file])),
      damaged,
    ],
    ['no end', (files) => files.slice(0, -1), damaged],
    [
      'something after the end',
      (files) => [...files, { name: 'tables/zzz.000001.copy', content: Buffer.from('1\n') }],
      damaged,
    ],
    ['a manifest that is none', (files) => replace(files, manifestName, () => '[]'), damaged],
    [
      'a header that says something else than it did',
      (files) => rewrite(files, headerName, (header) => Object.assign(header, { key: 'x' })),
      damaged,
    ],
    [
      'a way out of its folder',
      (files) => files.toSpliced(1, 0, { name: 'recordings/../../x.wav', content: Buffer.from('x') }),
      damaged,
    ],
    ['an absolute path', (files) => files.toSpliced(1, 0, { name: '/tmp/x.wav', content: Buffer.from('x') }), damaged],
    [
      'a link',
      (files) => files.toSpliced(1, 0, { name: recordingName('x.wav'), content: Buffer.from(''), type: 'symlink' }),
      damaged,
    ],
    [
      'a part larger than parts are',
      (files) => files.toSpliced(1, 0, { name: recordingName('x.wav'), content: Buffer.alloc(17 * 1024 * 1024) }),
      damaged,
    ],
    [
      'rows of a table that it does not name',
      (files) => files.toSpliced(-1, 0, { name: 'tables/zzz.000001.copy', content: Buffer.from('1\n') }),
      damaged,
    ],
    ['another tar', () => [{ name: 'holiday.jpg', content: Buffer.from('x') }], foreign],
    ['an empty tar', () => [], foreign],
    ['a header that is none', (files) => replace(files, headerName, () => '{"format": "other"}'), foreign],
  ])('%s', async (_, change, words) => {
    const path = await home.forged(change)
    await expect(checkBackup(path)).rejects.toThrow(BackupError)
    await expect(checkBackup(path)).rejects.toThrow(words)
  })

  test('a file that was cut short, wherever that is', async () => {
    const { size } = await stat(home.whole)
    for (const length of [0, 1, 15, 600, Math.floor(size / 2), size - 9, size - 1]) {
      const path = join(home.folder, `cut-${length}.tar.gz`)
      await copyFile(home.whole, path)
      await truncate(path, length)
      await expect(checkBackup(path), `${length} bytes`).rejects.toThrow(/no backup of Patchbay|damaged or cut short/)
    }
  })

  test('a single bit that was turned, wherever that makes a difference', async () => {
    const good = await readFile(home.whole)
    const content = gunzipSync(good)
    let different = 0
    for (let at = 0; at < 12; at++) {
      const bytes = Buffer.from(good)
      const turned = 10 + Math.floor(((good.length - 10) * at) / 12)
      bytes[turned] = (bytes[turned] ?? 0) ^ (1 << (at % 8))
      // Rows repeat themselves: what refers to an earlier one may come to refer to another just like it.
      if (isGzipOf(bytes, content)) continue
      different += 1
      const path = join(home.folder, 'turned.tar.gz')
      await writeFile(path, bytes)
      await expect(checkBackup(path), `byte ${turned}`).rejects.toThrow(BackupError)
    }
    expect(different).toBeGreaterThan(6)
  }, 60_000)

  test('a gzip of nothing but zeros, a thousand times larger than it is, is not unpacked', async () => {
    const path = join(home.folder, 'zeros.gz')
    await writeFile(path, gzipSync(Buffer.alloc(64 * 1024 * 1024)))
    await expect(checkBackup(path)).rejects.toThrow('no backup of Patchbay')
    const good = gunzipSync(await readFile(home.whole))
    await writeFile(path, gzipSync(Buffer.concat([good, Buffer.alloc(64 * 1024 * 1024)])))
    await expect(checkBackup(path)).rejects.toThrow('it holds more than it says')
  })

  test('a file that is not there, and one that is no gzip', async () => {
    await expect(checkBackup(join(home.folder, 'none'))).rejects.toThrow('There is no file at')
    const path = join(home.folder, 'text')
    await writeFile(path, 'a text\n'.repeat(1_000))
    await expect(checkBackup(path)).rejects.toThrow('no backup of Patchbay')
  })
})

function isGzipOf(bytes: Buffer, content: Buffer): boolean {
  try {
    return gunzipSync(bytes).equals(content)
  } catch {
    return false
  }
}
