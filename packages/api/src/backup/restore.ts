import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { FillError, type Filling, fillDatabase, migrationsNamed } from '@patchbay/db/backup/fill-database'
import { NewerSchemaError } from '@patchbay/db/migrate'
import type { Cipher } from '@patchbay/engine/secrets/cipher'
import { audioMime, endingOf } from '../prompts/audio-mime'
import type { FileStorage } from '../storage/file-storage'
import { BackupError } from './backup-error'
import type { BackupHeader, BackupManifest } from './backup-format'
import { checkKey, type KeyCheck } from './key-check'
import { type BackupPart, type BackupReading, readBackupFile } from './read-backup-file'

export type Restored = {
  rows: ReadonlyMap<string, number>
  recordings: number
  /** Keys of recordings that the store did not have when the backup was made. */
  missing: readonly string[]
  /** Tables with rows in the backup that no migration of Patchbay makes: they were somebody else's, and are left out. */
  foreign: readonly string[]
  sealed: boolean
  key: KeyCheck
}

export type CheckedBackup = {
  header: BackupHeader
  manifest: BackupManifest
  /**
   * Puts all of it into an empty database and the store for recordings, or nothing of it. Throws a `BackupError` where that
   * can't be.
   */
  restore: (into: RestoreInto) => Promise<Restored>
  close: () => Promise<void>
}

export type RestoreInto = {
  databaseUrl: string
  files: FileStorage
  /** Of the key at hand; null where there is none. */
  cipher: Cipher | null
  onProgress?: (bytes: number) => void
  signal?: AbortSignal
}

/**
 * Reads a backup from end to end and changes nothing. Throws a `BackupError` for a file that can't be restored by this
 * Patchbay. Close what it gives.
 */
export async function checkBackup(
  path: string,
  { onProgress, signal }: Pick<RestoreInto, 'onProgress' | 'signal'> = {},
): Promise<CheckedBackup> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? new BackupError(`There is no file at ${path}.`)
      : error
  })
  try {
    const { header, parts } = await readBackupFile(file)
    refuseOtherMigrations(header)
    let at = await parts.next()
    for (; !at.done; at = await parts.next()) {
      onProgress?.(at.value.content.length)
      signal?.throwIfAborted()
    }
    const manifest = at.value
    return { header, manifest, restore: (into) => restore(file, manifest, into), close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

function refuseOtherMigrations({ migrations }: BackupHeader): void {
  try {
    migrationsNamed(migrations)
  } catch (error) {
    throw error instanceof NewerSchemaError
      ? new BackupError(`This backup can't be restored here. ${error.message}`)
      : error
  }
}

async function restore(file: FileHandle, checked: BackupManifest, into: RestoreInto): Promise<Restored> {
  const { files, databaseUrl, cipher, signal } = into
  const added: string[] = []
  // All of it is checked again while it is read: by the end of the transaction it must be what it was.
  const { header, parts } = await readBackupFile(file)
  try {
    const filled = async (filling: Filling): Promise<Restored> => {
      const { rows, recordings, foreign } = await fill({ header, parts }, checked, filling, into, added)
      await filling.setSequences(checked.sequences)
      const key = await checkKey(filling.client, cipher, { mark: header.key, tables: header.tables })
      const sealed = header.tables.some((table) => table.sealed && (rows.get(table.name) ?? 0) > 0)
      return { rows, recordings, missing: checked.missing, foreign, sealed, key }
    }
    return await fillDatabase(databaseUrl, migrationsNamed(header.migrations), filled, signal)
  } catch (error) {
    for (const key of added) await files.remove(key).catch(() => undefined)
    throw error instanceof FillError ? new BackupError(error.message) : error
  } finally {
    await parts.return(checked)
  }
}

async function fill(
  { header, parts }: BackupReading,
  checked: BackupManifest,
  { load }: Filling,
  { files, onProgress, signal }: RestoreInto,
  added: string[],
) {
  const rows = new Map<string, number>()
  const foreign: string[] = []
  const expected = new Map(checked.rows.map((table) => [table.table, table.rows]))
  let recordings = 0
  let at = await parts.next()
  const advance = async () => {
    signal?.throwIfAborted()
    if (!at.done) onProgress?.(at.value.content.length)
    at = await parts.next()
  }
  /** The parts of the table that is next. */
  async function* partsOf(table: string): AsyncGenerator<Buffer> {
    while (!at.done && isOf(at.value, table)) {
      yield at.value.content
      await advance()
    }
  }
  for (; !at.done && 'recording' in at.value; await advance()) {
    if (await keepRecording(files, at.value.recording, at.value.content)) added.push(at.value.recording)
    recordings += 1
  }
  for (const table of header.tables) {
    const count = await load(table, partsOf(table.name))
    if (count === null) {
      if ((expected.get(table.name) ?? 0) > 0) foreign.push(table.name)
      for await (const _ of partsOf(table.name));
      continue
    }
    if (count !== expected.get(table.name))
      throw new BackupError(
        `“${table.name}” has ${count} rows in this backup, and not ${expected.get(table.name)} as it says.`,
      )
    rows.set(table.name, count)
  }
  if (!at.done) throw new BackupError('This backup changed while it was read. Try again.')
  return { rows, recordings, foreign }
}

function isOf(part: BackupPart, table: string): boolean {
  return 'table' in part && part.table === table
}

/** Keeps a recording, unless the store has it already, as one that was not lost does; gives whether it did. */
async function keepRecording(files: FileStorage, key: string, content: Buffer): Promise<boolean> {
  const found = await files.get(key)
  if (found !== null) {
    if (hash(await buffer(found)) === hash(content)) return false
    throw new BackupError(`The store for recordings has another file at ${key}. Use one of its own for this Patchbay.`)
  }
  const mime = audioMime.options.find((option) => key.endsWith(`.${endingOf(option)}`)) ?? 'application/octet-stream'
  await files.put(key, content, mime)
  return true
}

function hash(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
