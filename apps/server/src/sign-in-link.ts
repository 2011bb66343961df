import { createAccountMails } from '@patchbay/api/auth/account-mails'
import { configureAuth } from '@patchbay/api/auth/create-auth'
import { makeSignInLink } from '@patchbay/api/auth/sign-in-link'
import { createDb } from '@patchbay/db/client'
import { LocalPostgresError, openLocalPostgres } from '@patchbay/db/local-postgres'
import { createPool } from '@patchbay/db/pool'
import { createMailer } from '@patchbay/engine/outbound/mail'
import { createCipher } from '@patchbay/engine/secrets/cipher'
import { keptKey } from '@patchbay/engine/secrets/kept-key'
import pino from 'pino'
import { readEnvironment } from './environment'
import { secretKeys } from './secret-key'
import { StartError } from './start-error'

/*
 * `npm run sign-in-link -- ann@example.com`: an address at which Ann chooses a new password, where no mail reaches her. Patchbay may run
 * meanwhile, or not. With `--without-second-factor` she is asked for no code any more.
 */

const usage = 'Say whose it shall be: npm run sign-in-link -- ann@example.com [--without-second-factor]'
const without = '--without-second-factor'

async function run(args: readonly string[]): Promise<void> {
  const [given, ...more] = args.filter((each) => each !== without)
  if (given === undefined || more.length > 0 || given.startsWith('-')) throw new StartError(usage)
  const email = given.trim().toLowerCase()
  const env = readEnvironment(process.env)
  const database = env.DATABASE_URL
    ? { url: env.DATABASE_URL, stop: async () => undefined }
    : await openLocalPostgres({ dataDir: env.DATA_DIR })
  const db = createDb(database.url)
  const pool = createPool(database.url, 1)
  const { key, before } = await secretKeys(env, env.DATA_DIR)
  const cipher = createCipher(key, before === null ? [] : [before])
  try {
    const appUrl = env.APP_URL ?? env.PUBLIC_URL ?? `http://localhost:${env.PORT}`
    const log = pino({ level: 'silent' })
    const auth = configureAuth({
      db,
      key: await keptKey(pool, cipher, 'sessions'),
      appUrl,
      origins: [],
      mails: createAccountMails(createMailer(undefined, env.MAIL_FROM), false, log, () => undefined),
      guesses: { attempt: async () => null, succeeded: async () => undefined, firstUse: async () => true },
      oidc: null,
      breachRange: null,
      log,
    })
    const link = await makeSignInLink(auth, { db, appUrl }, { email, withoutSecondFactor: args.includes(without) })
    if (link === null) throw new StartError(`Nobody here has the e-mail address ${email}. ${await known(db)}`)
    console.log(`\n  Within an hour, ${email} chooses a new password here:\n\n  ${link}\n`)
  } finally {
    await db.$disconnect()
    await pool.end()
    await database.stop()
  }
}

async function known(db: ReturnType<typeof createDb>): Promise<string> {
  const owners = await db.user.findMany({
    where: { members: { some: { role: 'owner' } } },
    select: { email: true },
    take: 20,
  })
  return owners.length === 0
    ? 'Nobody owns a workspace yet.'
    : `Owners: ${owners.map(({ email }) => email).join(', ')}.`
}

run(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof StartError || error instanceof LocalPostgresError ? error.message : error)
    process.exit(1)
  },
)
