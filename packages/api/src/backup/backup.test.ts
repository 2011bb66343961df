import { randomUUID } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { catalogueOf, contentOf, sql } from '@patchbay/db/backup/catalogue.testing'
import { fillDatabase } from '@patchbay/db/backup/fill-database'
import { openSnapshot } from '@patchbay/db/backup/snapshot'
import { applyMigrations, migrations } from '@patchbay/db/migrate'
import { createCipher } from '@patchbay/engine/secrets/cipher'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { backUp } from './back-up'
import { filesIn, isEmpty, restoreInto, rewrite, startBackedUpHouse } from './backup.testing'
import { BackupError } from './backup-error'
import { headerName, manifestName } from './backup-format'
import { checkBackup } from './restore'

let home: Awaited<ReturnType<typeof startBackedUpHouse>>
beforeAll(async () => {
  home = await startBackedUpHouse()
})
afterAll(() => home.close())

describe('there and back', () => {
  test('every row of every table, the schema and the recordings are what they were', async () => {
    const place = await home.emptyPlace()
    const told = await restoreInto(home.whole, place)
    const content = await contentOf(home.house.database.url)
    expect(content.call_event).toMatch(/^8800 rows/)
    expect(await contentOf(place.databaseUrl)).toEqual(content)
    expect(await catalogueOf(place.databaseUrl)).toEqual(await catalogueOf(home.house.database.url))
    const kept = await readdir(home.house.folder)
    expect(kept).toHaveLength(2)
    for (const name of kept)
      expect((await readFile(join(place.folder, name))).equals(await readFile(join(home.house.folder, name)))).toBe(
        true,
      )
    expect(told).toMatchObject({ recordings: 2, missing: [], foreign: [], sealed: true, key: 'fits' })
    expect(told.rows.get('call_event')).toBe(8_800)
    // What Prisma finds in it is a database that is up to date.
    expect(await applyMigrations(place.databaseUrl)).toEqual([])
  })

  test('the file is for its owner alone, has its tables in parts, and stands by itself', async () => {
    expect((await stat(home.whole)).mode & 0o777).toBe(0o600)
    const names = (await filesIn(home.whole)).map(({ name }) => name)
    expect(names[0]).toBe('patchbay.json')
    expect(names.at(-1)).toBe('manifest.json')
    expect(names.filter((name) => name.startsWith('tables/call_event.')).length).toBeGreaterThan(2)
    expect((await readdir(home.folder)).filter((name) => name.endsWith('.part'))).toEqual([])
    expect((await readFile(home.whole)).includes('hush')).toBe(false)
  })

  test('a file that is there is not written over', async () => {
    const asked = home.asked('precious')
    await writeFile(asked.path, 'mine')
    await expect(backUp(asked)).rejects.toThrow('already a file')
    expect(await readFile(asked.path, 'utf8')).toBe('mine')
    await expect(backUp(home.asked('none/x'))).rejects.toThrow('there is no such folder')
  })

  test('a recording that is lost is told of, and the rest is kept', async () => {
    const [lost = ''] = await readdir(home.house.folder)
    const content = await readFile(join(home.house.folder, lost))
    await rm(join(home.house.folder, lost))
    const asked = home.asked('lossy.tar.gz')
    try {
      expect(await backUp(asked)).toMatchObject({ recordings: 1, missing: [lost] })
    } finally {
      await writeFile(join(home.house.folder, lost), content)
    }
    expect(await restoreInto(asked.path, await home.emptyPlace())).toMatchObject({ recordings: 1, missing: [lost] })
  })

  test('a store that still has its recordings is taken as it is', async () => {
    const place = await home.emptyPlace()
    await restoreInto(home.whole, { ...place, files: home.house.deps.files })
    expect(await readdir(home.house.folder)).toHaveLength(2)
  })

  test('a table that no migration makes is left out, and told of', async () => {
    await sql(home.house.database.url, 'CREATE TABLE theirs (n int); INSERT INTO theirs VALUES (1)')
    const asked = home.asked('theirs.tar.gz')
    try {
      await backUp(asked)
    } finally {
      await sql(home.house.database.url, 'DROP TABLE theirs')
    }
    const place = await home.emptyPlace()
    expect((await restoreInto(asked.path, place)).foreign).toEqual(['theirs'])
    expect(await contentOf(place.databaseUrl)).toEqual(await contentOf(home.house.database.url))
  })

  test('a stop in the middle leaves no file', async () => {
    const stop = new AbortController()
    const asked = home.asked('stopped.tar.gz')
    const backingUp = backUp({ ...asked, signal: stop.signal, onProgress: () => stop.abort() })
    await expect(backingUp).rejects.toThrow()
    expect((await readdir(home.folder)).filter((name) => name.startsWith('stopped'))).toEqual([])
  })
})

describe('the key', () => {
  test.each([
    ['is another one', createCipher(Buffer.alloc(32, 8)), 'other'],
    ['is not there', null, 'none'],
  ])('%s: all is restored, and that is told', async (_, cipher, key) => {
    const place = await home.emptyPlace()
    expect(await restoreInto(home.whole, { ...place, cipher })).toMatchObject({ sealed: true, key })
    expect(await contentOf(place.databaseUrl)).toEqual(await contentOf(home.house.database.url))
  })

  test('was not there when the backup was made: then the secrets themselves tell', async () => {
    const asked = home.asked('keyless.tar.gz')
    expect(await backUp({ ...asked, cipher: null })).toMatchObject({ sealed: true, key: 'none' })
    expect(await restoreInto(asked.path, await home.emptyPlace())).toMatchObject({ key: 'fits' })
    const other = createCipher(Buffer.alloc(32, 8))
    expect(await restoreInto(asked.path, { ...(await home.emptyPlace()), cipher: other })).toMatchObject({
      key: 'other',
    })
  })

  test('is one that opens nothing even at the backup', async () => {
    const asked = home.asked('wrong-key.tar.gz')
    expect(await backUp({ ...asked, cipher: createCipher(Buffer.alloc(32, 8)) })).toMatchObject({
      key: 'other',
    })
  })
})

describe('other versions', () => {
  test('an older schema comes back as it was, and the next start brings it up to date', async () => {
    const place = await home.emptyPlace()
    const older = migrations.slice(0, 5)
    const whole = await openSnapshot(home.house.database.url)
    const applied = whole.migrations.slice(0, 5)
    await whole.close()
    const workspaceId = randomUUID()
    await fillDatabase(place.databaseUrl, older, async ({ client }) => {
      for (const { name, checksum } of applied)
        await client.query(
          `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
           VALUES (gen_random_uuid(), $1, $2, now(), now(), 1)`,
          [checksum, name],
        )
      await client.query('INSERT INTO workspace (id, name) VALUES ($1, $2)', [workspaceId, 'Old'])
    })
    const asked = home.asked('older.tar.gz')
    await backUp({ ...asked, databaseUrl: place.databaseUrl, files: place.files })
    const again = await home.emptyPlace()
    expect(await restoreInto(asked.path, again)).toMatchObject({ sealed: false })
    expect(await catalogueOf(again.databaseUrl)).toEqual(await catalogueOf(place.databaseUrl))
    expect(await applyMigrations(again.databaseUrl)).toEqual(migrations.slice(5).map(({ name }) => name))
    expect(await catalogueOf(again.databaseUrl)).toEqual(await catalogueOf(home.house.database.url))
    expect(await sql(again.databaseUrl, 'SELECT id, name, alert_webhook FROM workspace')).toEqual([
      { id: workspaceId, name: 'Old', alert_webhook: '' },
    ])
  })

  test.each<[string, (header: Record<string, unknown>) => void, string]>([
    [
      'a newer schema',
      (header) =>
        void (
          Array.isArray(header.migrations) && header.migrations.push({ name: '9999_future', checksum: 'a'.repeat(64) })
        ),
      'newer Patchbay (it has 9999_future). Update Patchbay',
    ],
    [
      'a newer format',
      (header) => void Object.assign(header, { formatVersion: 2, patchbay: '7.0.0' }),
      'newer Patchbay (7.0.0)',
    ],
    [
      'a migration that is another one there',
      (header) =>
        void (Array.isArray(header.migrations) && Object.assign(header.migrations[2], { checksum: 'b'.repeat(64) })),
      '0003_history is not the same there',
    ],
  ])('%s is refused', async (_, change, words) => {
    const path = await home.forged((files) => void rewrite(files, headerName, change))
    await expect(checkBackup(path)).rejects.toThrow(BackupError)
    await expect(checkBackup(path)).rejects.toThrow(words)
  })
})

describe('whatever fails half-way leaves nothing', () => {
  let place: Awaited<ReturnType<typeof home.emptyPlace>>
  beforeEach(async () => {
    place = await home.emptyPlace()
  })

  test('a database that is in use', async () => {
    const before = await contentOf(home.house.database.url)
    await expect(restoreInto(home.whole, { ...place, databaseUrl: home.house.database.url })).rejects.toThrow(
      'The database is not empty',
    )
    expect(await contentOf(home.house.database.url)).toEqual(before)
    expect(await isEmpty(place)).toBe(true)
  })

  test('fewer rows than it says', async () => {
    const path = await home.forged(
      (files) =>
        void rewrite(files, manifestName, (manifest) => {
          if (Array.isArray(manifest.rows))
            for (const table of manifest.rows) if (table.table === 'secret') table.rows = 2
        }),
    )
    await expect(restoreInto(path, place)).rejects.toThrow('“secret” has 1 rows')
    expect(await isEmpty(place)).toBe(true)
  })

  test('a store that can’t take the second recording', async () => {
    let puts = 0
    const files: typeof place.files = {
      ...place.files,
      put: (...asked) => (++puts === 2 ? Promise.reject(new Error('The disk is full.')) : place.files.put(...asked)),
    }
    await expect(restoreInto(home.whole, { ...place, files })).rejects.toThrow('The disk is full.')
    expect(puts).toBe(2)
    expect(await isEmpty(place)).toBe(true)
  })

  test('another file where a recording would go, which stays', async () => {
    const [key = ''] = (await readdir(home.house.folder)).sort()
    await place.files.put(key, Buffer.from('another'), 'audio/wav')
    await expect(restoreInto(home.whole, place)).rejects.toThrow(`another file at ${key}`)
    expect(await readdir(place.folder)).toEqual([key])
    expect(await readFile(join(place.folder, key), 'utf8')).toBe('another')
  })

  test('a stop, after the recordings and in the middle of the rows', async () => {
    const stop = new AbortController()
    let parts = 0
    const onProgress = () => void (++parts === 5 && stop.abort())
    await expect(restoreInto(home.whole, { ...place, signal: stop.signal, onProgress })).rejects.toThrow()
    await expect.poll(() => isEmpty(place)).toBe(true)
    await restoreInto(home.whole, place)
    expect(await contentOf(place.databaseUrl)).toEqual(await contentOf(home.house.database.url))
  })
})
