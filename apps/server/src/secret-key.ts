import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readKey } from '@patchbay/engine/secrets/cipher'
import { StartError } from './start-error'

/** The key that things are kept under, and the one before it, under which some may still be: null, if it is not being changed. */
export type SecretKeys = { key: Buffer; before: Buffer | null }

/** Where the key is kept, where it is while it takes that one's place, and where the one before it is then. */
export const keyFile = (dataDir: string) => join(dataDir, 'secret.key')
export const newKeyFile = (dataDir: string) => join(dataDir, 'secret.key.new')
export const oldKeyFile = (dataDir: string) => join(dataDir, 'secret.key.old')

/**
 * The keys that secrets are kept under: from the environment, else from `secret.key` in the data folder, made at the first
 * start and readable by nobody else. While the key is changed there are two (`PATCHBAY_KEY_NEW`, or `secret.key.new`): both are read,
 * and the new one is written with. Throws a `StartError` if a file is no key: a new one would lose what was kept.
 */
export async function secretKeys(
  {
    PATCHBAY_KEY: given,
    PATCHBAY_KEY_NEW: next,
  }: { PATCHBAY_KEY?: Buffer | undefined; PATCHBAY_KEY_NEW?: Buffer | undefined },
  dataDir: string,
): Promise<SecretKeys> {
  const key = given ?? (await readOrMakeKey(keyFile(dataDir), dataDir))
  const fresh = next ?? (given ? null : await readKeyFile(newKeyFile(dataDir)))
  return fresh === null ? { key, before: null } : { key: fresh, before: key }
}

/** The same key, where there is one: none is made. Throws a `StartError` if the file is no key. */
export async function keyAtHand(given: Buffer | undefined, dataDir: string): Promise<Buffer | null> {
  return given ?? (await readKeyFile(keyFile(dataDir)))
}

/** Reads the key in a file, or makes one. Whoever comes second keeps the first one's. */
export async function readOrMakeKey(path: string, dataDir: string): Promise<Buffer> {
  const known = await readKeyFile(path)
  if (known) return known
  try {
    await mkdir(dataDir, { recursive: true })
    const fresh = randomBytes(32)
    await writeKeyFile(path, fresh)
    return fresh
  } catch (error) {
    const first = isCode(error, 'EEXIST') ? await readKeyFile(path) : null
    if (first) return first
    throw new StartError(
      `The key for secrets can't be kept in ${dataDir}. Make the folder writable, or set PATCHBAY_KEY.`,
    )
  }
}

/** Writes a key so that it is on the disk when it resolves. Rejects with `EEXIST` where there is a file. */
export async function writeKeyFile(path: string, key: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(`${key.toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Null where there is no such file. */
async function readKeyFile(path: string): Promise<Buffer | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return null
    throw new StartError(`${path} can't be read. Let this user read it, or set PATCHBAY_KEY.`)
  })
  if (text === null) return null
  const key = readKey(text.trim())
  if (!key) throw new StartError(`${path} is no key. Put the right one back, or set PATCHBAY_KEY to it.`)
  return key
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
