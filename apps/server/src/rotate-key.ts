import { rename, rm } from 'node:fs/promises'
import { LocalPostgresError, startLocalPostgres } from '@patchbay/db/local-postgres'
import { applyMigrations } from '@patchbay/db/migrate'
import { applicationName, createPool } from '@patchbay/db/pool'
import { createCipher } from '@patchbay/engine/secrets/cipher'
import { type Rotated, rotateKey, UnreadableError } from '@patchbay/engine/secrets/rotate-key'
import { z } from 'zod'
import { type Environment, readEnvironment } from './environment'
import { keyFile, newKeyFile, oldKeyFile, readOrMakeKey, writeKeyFile } from './secret-key'
import { StartError } from './start-error'

/*
 * `npm run rotate-key`: puts another key in place of the one that everything secret in the database is kept under. With PATCHBAY_KEY,
 * PATCHBAY_KEY_NEW is the other one; without, one is made in DATA_DIR. It may be stopped at any point and begun again: both
 * keys are there until everything is kept under the new one, and servers read both. See docs/operations.md.
 */

const leaving = '--leave-unreadable'
/** A server that still writes under the old key is noticed by what another look finds. */
const looks = 3

async function main(env: Environment, args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== leaving)
  if (unknown !== undefined) throw new StartError(`“${unknown}” is not known here. There is only ${leaving}.`)
  const inFiles = env.PATCHBAY_KEY === undefined && env.PATCHBAY_KEY_NEW === undefined
  if (env.PATCHBAY_KEY !== undefined && env.PATCHBAY_KEY_NEW === undefined)
    throw new StartError(
      'Set PATCHBAY_KEY_NEW to the new key, such as `openssl rand -base64 32` prints, for every server. Start them again, then run this again.',
    )
  const local = env.DATABASE_URL === undefined ? await startLocalPostgres({ dataDir: env.DATA_DIR }) : null
  const url = env.DATABASE_URL ?? local?.url ?? ''
  await applyMigrations(url)
  const pool = createPool(url, 2)
  try {
    const old = env.PATCHBAY_KEY ?? (await readOrMakeKey(keyFile(env.DATA_DIR), env.DATA_DIR))
    if (inFiles) await refuseWhileRunning(pool)
    const fresh = env.PATCHBAY_KEY_NEW ?? (await readOrMakeKey(newKeyFile(env.DATA_DIR), env.DATA_DIR))
    const ciphers = { old: createCipher(old), fresh: createCipher(fresh) }
    const leaveUnreadable = args.includes(leaving)
    const again = () => rotateKey(pool, { ...ciphers, leaveUnreadable })
    let rotated = await again()
    for (let look = 1; look < looks && rotated.some(({ changed }) => changed > 0); look++) rotated = await again()
    for (const each of rotated) console.log(`  ${lineOf(each)}`)
    console.log(inFiles ? await swapFiles(env.DATA_DIR, old) : inEnvironment)
  } finally {
    await pool.end()
    await local?.stop()
  }
}

const inEnvironment = `
Everything is kept under PATCHBAY_KEY_NEW. Now set PATCHBAY_KEY to it, take PATCHBAY_KEY_NEW out, and start every server again.
Keep the old key as long as you keep backups of the database from before. The key that webhooks are signed with is another one now:
copy it from Settings to whoever checks it.`

/** The new key becomes the key. In every moment one of the two files holds it. */
async function swapFiles(dataDir: string, old: Buffer): Promise<string> {
  await rm(oldKeyFile(dataDir), { force: true })
  await writeKeyFile(oldKeyFile(dataDir), old)
  await rename(newKeyFile(dataDir), keyFile(dataDir))
  return `
Everything is kept under a new key in ${keyFile(dataDir)}. Start Patchbay again.
The old key is in ${oldKeyFile(dataDir)}: delete it when no backup of the database from before needs it. The key that webhooks are
signed with is another one now: copy it from Settings to whoever checks it.`
}

/** A server that has read its key from the file knows nothing of another one. */
async function refuseWhileRunning(pool: ReturnType<typeof createPool>): Promise<void> {
  const { rows } = await pool.query(
    `SELECT count(*)::int AS others FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = $1 AND pid <> pg_backend_pid()`,
    [applicationName],
  )
  const [{ others }] = z.tuple([z.object({ others: z.number() })]).parse(rows)
  if (others > 0)
    throw new StartError(
      'Patchbay is running on this database, and has read its key from a file. Stop it, run this, and start it again.',
    )
}

function lineOf({ of, changed, done, unreadable }: Rotated): string {
  const many = (count: number) => `${count} ${of.words[count === 1 ? 0 : 1]}`
  const parts = [`${many(changed + done)} under the new key`]
  if (unreadable > 0) parts.push(`${unreadable} can be read under neither key`)
  return parts.join(', ')
}

main(readEnvironment(process.env), process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof UnreadableError) {
      for (const each of error.tables)
        if (each.unreadable > 0) console.error(`  ${lineOf({ ...each, done: 0, changed: 0 })}`)
      console.error(
        `Nothing was changed. Check that PATCHBAY_KEY is the old key, or set those anew in the app; ${leaving} goes on without them.`,
      )
    } else if (error instanceof StartError || error instanceof LocalPostgresError) console.error(error.message)
    else console.error(error)
    process.exit(1)
  },
)
