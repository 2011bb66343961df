import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readKey } from '@patchbay/engine/secrets/cipher'
import { StartError } from './start-error'

/**
 * The key that secrets are kept under: from the environment, else from `secret.key` in the data folder, made at the first
 * start and readable by nobody else. Throws a `StartError` if that file is no key: a new one would lose what was kept.
 */
export async function secretKey(given: Buffer | undefined, dataDir: string): Promise<Buffer> {
  if (given) return given
  const path = join(dataDir, 'secret.key')
  await mkdir(dataDir, { recursive: true })
  try {
    const fresh = randomBytes(32)
    // Whoever comes second keeps the first one's.
    await writeFile(path, `${fresh.toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
    return fresh
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
      throw new StartError(
        `The key for secrets can't be kept in ${dataDir}. Make the folder writable, or set PATCHBAY_KEY.`,
      )
  }
  const kept = readKey((await readFile(path, 'utf8')).trim())
  if (!kept) throw new StartError(`${path} is no key. Put the right one back, or set PATCHBAY_KEY to it.`)
  return kept
}
