import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import type { z } from 'zod'
import { BackupError } from './backup-error'
import {
  type BackupHeader,
  type BackupManifest,
  backupHeader,
  backupLimits,
  backupManifest,
  formatVersion,
  headerName,
  manifestName,
  otherHeader,
  partName,
} from './backup-format'

export type BackupPart = { recording: string; content: Buffer } | { table: string; content: Buffer }

export type BackupReading = {
  header: BackupHeader
  /** What comes between header and manifest, in the file's order, each part once; gives the manifest, which all of it agreed with. */
  parts: AsyncGenerator<BackupPart, BackupManifest>
}

/** In bytes: what may be on its way before the part that it belongs to has been met. */
const slack = 1024 * 1024

type TarFile = { name: string; content: Buffer }

/** Keys as `FileStorage` wants them: no way leads anywhere else. */
const recordingKey = /^recordings\/([a-z0-9-]+\.[a-z0-9]+)$/

/**
 * Begins to read a backup from its start; the rest is read as `parts` are asked for. Both reject with a `BackupError` for what is
 * no backup, is of a newer format, is damaged or cut short, or holds anything that its own manifest does not name.
 */
export async function readBackupFile(file: FileHandle): Promise<BackupReading> {
  const entries = entriesOf(file)
  const first = await entries.next().catch((error: unknown) => {
    throw error instanceof BackupError ? new BackupError('This file is no backup of Patchbay.') : error
  })
  if (first.done || first.value.name !== headerName) {
    await entries.return(undefined)
    throw new BackupError('This file is no backup of Patchbay.')
  }
  const header = readHeader(first.value.content)
  return { header, parts: partsOf(header, [described(first.value)], entries) }
}

async function* partsOf(
  header: BackupHeader,
  seen: BackupManifest['parts'],
  entries: AsyncGenerator<TarFile>,
): AsyncGenerator<BackupPart, BackupManifest> {
  const whereabouts = createWhereabouts(header)
  let manifest: BackupManifest | null = null
  for await (const file of entries) {
    const { name, content } = file
    if (manifest !== null) throw damaged(`“${name}” comes after its end`)
    if (name === manifestName) {
      manifest = readJson(backupManifest, content) ?? refuse('its list of contents can’t be read')
      continue
    }
    const part = whereabouts(name)
    seen.push(described(file))
    yield { ...part, content }
  }
  if (manifest === null) throw damaged('its end is missing')
  for (let at = 0; at < Math.max(seen.length, manifest.parts.length); at++) {
    const [was, is] = [manifest.parts[at], seen[at]]
    if (was?.name !== is?.name || was?.bytes !== is?.bytes || was?.sha256 !== is?.sha256)
      throw damaged(`“${is?.name ?? was?.name}” is not what it was`)
  }
  return manifest
}

function described({ name, content }: TarFile): BackupManifest['parts'][number] {
  return { name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
}

/** Tells what a part is by its name: a recording, or the next part of the same table or of one that comes later. */
function createWhereabouts(header: BackupHeader) {
  const keys = new Set<string>()
  let at = -1
  let number = 0
  return (name: string): { recording: string } | { table: string } => {
    const key = recordingKey.exec(name)?.[1]
    if (key !== undefined && at < 0 && !keys.has(key)) {
      keys.add(key)
      return { recording: key }
    }
    const same = header.tables[at]?.name
    if (same !== undefined && name === partName(same, number + 1)) {
      number += 1
      return { table: same }
    }
    const later = header.tables.findIndex((table, index) => index > at && name === partName(table.name, 1))
    const table = header.tables[later]?.name
    if (table === undefined) throw damaged(`“${name}” does not belong there`)
    at = later
    number = 1
    return { table }
  }
}

/** The files in a tar that was gzipped, whole, one after the other. */
async function* entriesOf(file: FileHandle): AsyncGenerator<TarFile> {
  const tar = extract()
  // What was declared so far, and what a tar has between its files: nothing beyond that is unpacked.
  let declared = slack
  async function* atMostDeclared(unpacked: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0
    for await (const chunk of unpacked) {
      bytes += chunk.length
      if (bytes > declared) throw damaged('it holds more than it says')
      yield chunk
    }
  }
  const flow = pipeline(bytesOf(file), createGunzip(), atMostDeclared, tar)
  // It is waited for below; till then, whoever waits for an entry hears of it.
  flow.catch(() => undefined)
  try {
    for await (const entry of tar) {
      refuseOdd(entry.header)
      declared += entry.header.size + 2_048
      yield { name: entry.header.name, content: await buffer(entry) }
    }
    await flow
  } catch (error) {
    // A disk that can't be read is another matter than what is on it.
    if (error instanceof BackupError || (error instanceof Error && 'syscall' in error)) throw error
    throw damaged(error instanceof Error ? error.message : String(error))
  } finally {
    tar.destroy()
    await flow.catch(() => undefined)
  }
}

async function* bytesOf(file: FileHandle): AsyncGenerator<Buffer> {
  const most = 256 * 1024
  for (let at = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(most), 0, most, at)
    if (bytesRead === 0) return
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

function refuseOdd({ name, type, size }: Header): void {
  const most =
    name === headerName ? backupLimits.header : name === manifestName ? backupLimits.manifest : backupLimits.part
  if (type !== 'file') throw damaged(`“${name}” is no file`)
  if (size > most) throw damaged(`“${name}” is larger than such a part ever is`)
}

function readHeader(content: Buffer): BackupHeader {
  const header = readJson(backupHeader, content)
  if (header) return header
  const other = readJson(otherHeader, content)
  if (other && other.formatVersion > formatVersion)
    throw new BackupError(`This file was made by a newer Patchbay (${other.patchbay}). Update Patchbay first.`)
  throw new BackupError('This file is no backup of Patchbay.')
}

function readJson<Schema extends z.ZodType>(schema: Schema, content: Buffer): z.infer<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(content.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

function damaged(why: string): BackupError {
  return new BackupError(`This backup is damaged or cut short: ${why}. Take another copy of it, or an earlier one.`)
}

function refuse(why: string): never {
  throw damaged(why)
}
