import { access } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { openSnapshot, type Snapshot, SnapshotError } from '@patchbay/db/backup/snapshot'
import type { Cipher } from '@patchbay/engine/secrets/cipher'
import type { FileStorage } from '../storage/file-storage'
import { BackupError } from './backup-error'
import {
  type BackupHeader,
  type BackupManifest,
  backupLimits,
  formatVersion,
  headerName,
  manifestName,
  partName,
  partSize,
  recordingName,
} from './backup-format'
import { checkKey, type KeyCheck, keyMark } from './key-check'
import { type BackupWriter, writeBackupFile } from './write-backup-file'

export type BackedUp = {
  /** Of the file. */
  bytes: number
  /** Of each table, by name. */
  rows: ReadonlyMap<string, number>
  recordings: number
  /** Keys of recordings that rows name and the store does not have. */
  missing: readonly string[]
  /** Whether anything in it is encrypted, and whether the key at hand could read that. */
  sealed: boolean
  key: KeyCheck
}

export type BackUp = {
  path: string
  databaseUrl: string
  files: FileStorage
  /** Of the key at hand; null where there is none. */
  cipher: Cipher | null
  version: string
  /** Hears how many bytes of rows each part has, when it is written. */
  onProgress?: (bytes: number) => void
  signal?: AbortSignal
}

/**
 * Keeps a database as it stands at this moment, and the recordings that it names, in one file; servers go on meanwhile. Throws a
 * `BackupError` where that can't be; then there is no such file.
 */
export async function backUp(asked: BackUp): Promise<BackedUp> {
  const { path, files, cipher, version, signal } = asked
  if (await exists(path)) throw new BackupError(`There is already a file at ${path}. Give another name.`)
  const snapshot = await openSnapshot(asked.databaseUrl, signal).catch((error: unknown) => {
    throw error instanceof SnapshotError ? new BackupError(error.message) : error
  })
  try {
    const header: BackupHeader = {
      format: 'patchbay-backup',
      formatVersion,
      patchbay: version,
      postgres: snapshot.postgres,
      madeAt: new Date().toISOString(),
      migrations: [...snapshot.migrations],
      tables: [...snapshot.tables],
      key: keyMark(cipher),
    }
    const key = await checkKey(snapshot.client, cipher, { mark: null, tables: header.tables })
    const rows = new Map<string, number>()
    const missing: string[] = []
    let recordings = 0
    const bytes = await writeBackupFile(path, async (writer) => {
      await writer.add(headerName, asJson(header))
      // First, since a recording may be removed at any time, and a row of the snapshot can't.
      for (const key of await snapshot.storageKeys()) {
        signal?.throwIfAborted()
        const content = await recordingOf(files, key)
        if (content === null) missing.push(key)
        else await writer.add(recordingName(key), content)
        recordings += content === null ? 0 : 1
      }
      for (const table of snapshot.tables) rows.set(table.name, await addTable(writer, snapshot, table, asked))
      const manifest: BackupManifest = {
        parts: writer.parts,
        rows: [...rows].map(([table, count]) => ({ table, rows: count })),
        sequences: [...snapshot.sequences],
        missing,
      }
      await writer.add(manifestName, asJson(manifest))
    })
    const sealed = header.tables.some((table) => table.sealed && (rows.get(table.name) ?? 0) > 0)
    return { bytes, rows, recordings, missing, sealed, key }
  } finally {
    await snapshot.close()
  }
}

/** Adds a table's rows, cut into parts; gives how many rows they were. */
async function addTable(
  { add }: BackupWriter,
  snapshot: Snapshot,
  table: Snapshot['tables'][number],
  { onProgress }: BackUp,
): Promise<number> {
  let pieces: Buffer[] = []
  let held = 0
  let parts = 0
  const flush = async () => {
    const content = Buffer.concat(pieces)
    pieces = []
    held = 0
    parts += 1
    await add(partName(table.name, parts), content)
    onProgress?.(content.length)
  }
  const rows = await snapshot.read(table, async (piece) => {
    pieces.push(piece)
    held += piece.length
    if (held >= partSize) await flush()
  })
  if (held > 0) await flush()
  return rows
}

async function recordingOf(files: FileStorage, key: string): Promise<Buffer | null> {
  const stream = await files.get(key)
  if (stream === null) return null
  const content = await buffer(stream)
  if (content.length > backupLimits.part) throw new BackupError(`The recording ${key} is too large to be kept.`)
  return content
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function asJson(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
}
