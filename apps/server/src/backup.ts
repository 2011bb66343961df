import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { backUp } from '@patchbay/api/backup/back-up'
import { openLocalPostgres } from '@patchbay/db/local-postgres'
import { createCipher } from '@patchbay/engine/secrets/cipher'
import { inNumbers, megabytes, progress } from './command-words'
import { createStorage } from './create-storage'
import { runCommand } from './run-command'
import { keyAtHand, keyFile } from './secret-key'
import { StartError } from './start-error'
import { version } from './version'

/*
 * `npm run backup [-- file]`: all that the database holds, and prompts' recordings, in one file. Patchbay may run meanwhile, or
 * not: it is the database at `DATABASE_URL`, or the one in `DATA_DIR`, and the store for recordings that a start would use.
 */

void runCommand(async (env, args, signal) => {
  const [given, ...more] = args
  if (more.length > 0 || given?.startsWith('-'))
    throw new StartError('Say which file to write, or nothing: npm run backup -- some.tar.gz')
  const path = resolve(given ?? `backups/patchbay-${stamp(new Date())}.tar.gz`)
  const key = await keyAtHand(env.PATCHBAY_KEY, env.DATA_DIR)
  const database = env.DATABASE_URL
    ? { url: env.DATABASE_URL, stop: async () => undefined }
    : await openLocalPostgres({ dataDir: env.DATA_DIR })
  try {
    if (given === undefined) await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const from = performance.now()
    const kept = await backUp({
      path,
      databaseUrl: database.url,
      files: createStorage(env),
      cipher: key ? createCipher(key) : null,
      version,
      onProgress: progress('of rows read'),
      signal,
    })
    console.log(`\n  ${path}`)
    console.log(
      `  ${inNumbers(kept)}: ${megabytes(kept.bytes)} in ${((performance.now() - from) / 1_000).toFixed(1)} s.`,
    )
    if (kept.missing.length > 0)
      console.log(`  Not there, though prompts name them: ${kept.missing.length} recordings (${kept.missing[0]} …).`)
    console.log('\n  Whoever has this file has all of it: keep it as safe as the database. What is not in it:')
    const where = env.PATCHBAY_KEY ? 'PATCHBAY_KEY' : resolve(keyFile(env.DATA_DIR))
    if (kept.key === 'fits')
      console.log(
        `  - the key that secrets are encrypted with (${where}). Keep it elsewhere: without it they are lost.`,
      )
    else if (kept.sealed)
      console.log(
        kept.key === 'none'
          ? `  - the key that secrets are encrypted with, which is not here (${where}). Keep it too: without it they are lost.`
          : `  - the key that secrets are encrypted with. The one here (${where}) does not open them: find the right one.`,
      )
    console.log('  - what callers recorded, which the carrier keeps. The addresses are in it.\n')
  } finally {
    await database.stop()
  }
})

/** Such as `2026-02-03-141500`, in UTC. */
function stamp(time: Date): string {
  return time.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')
}
