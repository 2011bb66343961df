import { createHash, randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import { BackupError } from './backup-error'
import type { BackupManifest } from './backup-format'

/** Of zlib's levels, the last quick one: on rows, 1 and 2 take as long for a larger file, and from 4 on it takes twice as long. */
const level = 3

export type BackupWriter = {
  /** Adds a part, and remembers what it was; resolves when there is room for the next. */
  add: (name: string, content: Buffer) => Promise<void>
  /** What was added so far. */
  parts: BackupManifest['parts']
}

/**
 * Writes a tar, gzipped, beside `path`, and gives it that name when it is whole and on disk. Only its owner may read it. If
 * `write` rejects, nothing is left. Throws a `BackupError` where no file can be made. Gives the file's size in bytes.
 */
export async function writeBackupFile(path: string, write: (writer: BackupWriter) => Promise<void>): Promise<number> {
  const unfinished = `${path}.${randomUUID()}.part`
  const file = await open(unfinished, 'wx', 0o600).catch((error: unknown) => {
    const none = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const why = none ? 'there is no such folder' : error instanceof Error ? error.message : String(error)
    throw new BackupError(`The file can't be written in ${dirname(path)}: ${why}.`)
  })
  try {
    const tar = pack()
    let fault: unknown
    const done = pipeline(tar, createGzip({ level }), async (gzipped: AsyncIterable<Buffer>) => {
      try {
        for await (const chunk of gzipped) await file.writeFile(chunk)
      } catch (error) {
        fault = error
        throw error
      }
    })
    // It is waited for below, with or without a fault.
    done.catch(() => undefined)
    const parts: BackupManifest['parts'] = []
    const add = async (name: string, content: Buffer) => {
      await new Promise<void>((resolve, reject) => {
        tar.entry({ name, mode: 0o600 }, content, (error) => (error ? reject(error) : resolve())).on('error', reject)
      })
      parts.push({ name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') })
    }
    try {
      await write({ add, parts })
      tar.finalize()
      await done
    } catch (error) {
      // Where the disk is full, the tar is broken off, and the file alone knows why.
      const first = fault ?? error
      tar.destroy()
      await done.catch(() => undefined)
      throw first
    }
    await file.sync()
    const { size } = await file.stat()
    await file.close()
    await rename(unfinished, path)
    return size
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(unfinished, { force: true })
    throw error
  }
}
