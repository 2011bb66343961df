import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { createGzip, gunzipSync } from 'node:zlib'
import { sql } from '@patchbay/db/backup/catalogue.testing'
import { createTestDatabase } from '@patchbay/db/test-database'
import { extract, pack } from 'tar-stream'
import { mp3Of, wavOf } from '../prompts/audio.testing'
import { keepRecording } from '../prompts/keep-recording'
import { createDiskStorage } from '../storage/disk-storage'
import { goodDocument, startTestApi, type TestApi } from '../testing'
import { backUp } from './back-up'
import { checkBackup, type RestoreInto } from './restore'

/** A house with something of everything in it, a backup of that, and places to restore it into. */
export async function startBackedUpHouse() {
  const house = await startTestApi()
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-backup-'))
  const drops: (() => Promise<void>)[] = []
  const { files, cipher, version } = house.deps
  /** What a backup of the house is asked for. */
  const asked = (name: string) => ({
    path: join(folder, name),
    databaseUrl: house.database.url,
    files,
    cipher,
    version,
  })
  await furnish(house)
  const whole = asked('whole.tar.gz').path
  await backUp(asked('whole.tar.gz'))
  return {
    house,
    folder,
    whole,
    asked,
    /** An empty database and an empty store. */
    async emptyPlace(): Promise<RestoreInto & { folder: string }> {
      const made = await createTestDatabase()
      drops.push(made.drop)
      await sql(made.url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public')
      const place = join(folder, randomUUID())
      return { databaseUrl: made.url, files: createDiskStorage(place), cipher, folder: place }
    },
    /** The backup, with something in it that is not as it was written. */
    async forged(change: (files: Files) => Files | undefined): Promise<string> {
      const found = await filesIn(whole)
      const tar = pack()
      for (const { name, content, type = 'file' } of change(found) ?? found)
        if (type === 'file') tar.entry({ name }, content)
        else tar.entry({ name, type, linkname: '/etc/passwd' })
      tar.finalize()
      const path = join(folder, `${randomUUID()}.tar.gz`)
      await writeFile(path, await buffer(tar.pipe(createGzip())))
      return path
    },
    async close() {
      for (const drop of drops) await drop()
      await house.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** Something of everything: a published flow, calls with digits, a table, secrets, texts and recordings. */
async function furnish(house: TestApi): Promise<void> {
  const { api, workspaceId } = await house.enter()
  const flow = await api.flows.create({ name: 'Front desk' })
  await api.flows.save({ id: flow.id, revision: 1, document: goodDocument('早安,\t“you” \\ 🌅\n') })
  await api.secrets.set({ key: 'api_key', value: 'hush' })
  const { id } = await api.prompts.create({ key: 'welcome', name: 'Welcome' })
  await api.prompts.setText({ id, language: 'zh', text: '您好', gender: 'male' })
  const context = house.contextOf(workspaceId, 'Mei')
  for (const [language, content] of [
    ['en', wavOf(30)],
    ['ms', mp3Of(20)],
  ] as const)
    await keepRecording(
      context,
      { id, language },
      (async function* () {
        yield content
      })(),
    )
  // Rows enough for several parts.
  await sql(
    house.database.url,
    `WITH version AS (INSERT INTO flow_version (id, workspace_id, flow_id, number, document) VALUES (gen_random_uuid(), $1, $2, 7, '{}') RETURNING id),
     made AS (INSERT INTO call (id, workspace_id, version_id, token, direction, caller, called, phase, state, last_seq, open)
       SELECT gen_random_uuid(), $1, version.id, n::text, 'incoming', '+65', '', 'over', '{}', 4, false FROM version, generate_series(1, 2200) n RETURNING id)
     INSERT INTO call_event (call_id, seq, workspace_id, key, event, trace, commands)
     SELECT id, n, $1, n::text, jsonb_build_object('text', repeat(md5(id::text), 30)), '[]', '[]' FROM made, generate_series(1, 4) n`,
    [workspaceId, flow.id],
  )
}

export async function restoreInto(path: string, into: RestoreInto) {
  const backup = await checkBackup(path)
  try {
    return await backup.restore(into)
  } finally {
    await backup.close()
  }
}

/** Whether nothing is in a database and a store. */
export async function isEmpty(place: { databaseUrl: string; folder: string }): Promise<boolean> {
  const left = await sql(place.databaseUrl, `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`)
  return left.length === 0 && (await readdir(place.folder).catch(() => [])).length === 0
}

export type Files = { name: string; content: Buffer; type?: 'file' | 'symlink' }[]

export async function filesIn(path: string): Promise<Files> {
  const tar = extract()
  const files: Files = []
  tar.end(gunzipSync(await readFile(path)))
  for await (const entry of tar) files.push({ name: entry.header.name, content: await buffer(entry) })
  return files
}

/** Puts other content in the place of a file's. */
export function replace(files: Files, name: string, change: (content: string) => string): undefined {
  const found = files.find((file) => file.name === name)
  if (!found) throw new Error(`There is no ${name}.`)
  found.content = Buffer.from(change(found.content.toString('utf8')))
}

/** Changes the JSON of a file. */
export function rewrite(files: Files, name: string, change: (json: Record<string, unknown>) => unknown): undefined {
  return replace(files, name, (content) => {
    const json = JSON.parse(content)
    change(json)
    return JSON.stringify(json)
  })
}
