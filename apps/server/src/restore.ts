import { resolve } from 'node:path'
import { checkBackup, type Restored } from '@patchbay/api/backup/restore'
import { startLocalPostgres } from '@patchbay/db/local-postgres'
import { createCipher } from '@patchbay/engine/secrets/cipher'
import { inNumbers, progress } from './command-words'
import { createStorage } from './create-storage'
import type { Environment } from './environment'
import { runCommand } from './run-command'
import { keyAtHand, keyFile } from './secret-key'
import { StartError } from './start-error'

/*
 * `npm run restore -- file`: a backup into the empty database at `DATABASE_URL`, or in `DATA_DIR`, and its recordings into the
 * store that a start would use. The file is checked from end to end before anything is changed.
 */

void runCommand(async (env, args, signal) => {
  const [given, ...more] = args
  if (given === undefined || more.length > 0 || given.startsWith('-'))
    throw new StartError('Say which file: npm run restore -- backups/some.tar.gz')
  const key = await keyAtHand(env.PATCHBAY_KEY, env.DATA_DIR)
  const from = performance.now()
  console.log('Checking the file …')
  const backup = await checkBackup(resolve(given), { onProgress: progress('checked'), signal })
  const { madeAt, patchbay, migrations } = backup.header
  console.log(`It was made at ${madeAt} by Patchbay ${patchbay}, up to ${migrations.at(-1)?.name}. Restoring …`)
  const database = env.DATABASE_URL
    ? { url: env.DATABASE_URL, stop: async () => undefined }
    : await startLocalPostgres({ dataDir: env.DATA_DIR })
  try {
    const restored = await backup.restore({
      databaseUrl: database.url,
      files: createStorage(env),
      cipher: key ? createCipher(key) : null,
      onProgress: progress('of rows written'),
      signal,
    })
    console.log(
      `\n  ${inNumbers(restored)} are there again, after ${((performance.now() - from) / 1_000).toFixed(1)} s.`,
    )
    for (const line of remarks(restored, env)) console.log(`  ${line}`)
    console.log('  Now start Patchbay. If it is newer than the backup, that brings the database up to date.\n')
  } finally {
    await database.stop()
    await backup.close()
  }
})

function remarks({ missing, foreign, sealed, key }: Restored, env: Environment): string[] {
  const told: string[] = []
  if (missing.length > 0)
    told.push(`${missing.length} recordings of prompts were lost before the backup was made (${missing[0]} …).`)
  if (foreign.length > 0)
    told.push(
      `Left out, since no migration of Patchbay makes such tables: ${foreign.join(', ')}. Their rows are in the file.`,
    )
  const where = resolve(keyFile(env.DATA_DIR))
  if (sealed && key === 'none')
    told.push(
      `Secrets in it are encrypted, and no key is here. Put the old secret.key at ${where}, or set PATCHBAY_KEY, before you start Patchbay.`,
    )
  if (sealed && key === 'other')
    told.push(
      `Secrets in it are encrypted under another key than ${env.PATCHBAY_KEY ? 'PATCHBAY_KEY' : where}. Put the old one in its place before you start Patchbay, or set the secrets anew.`,
    )
  if (sealed && key === 'fits') told.push('The key that is here opens its secrets.')
  return told
}
