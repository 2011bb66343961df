import { passkey } from '@better-auth/passkey'
import type { Db } from '@patchbay/db/client'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { APIError } from 'better-auth/api'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type { Logger } from 'pino'
import { type AccountMails, resetMail, verificationMail } from './account-mails'
import { addressHeader, authPath } from './auth-address'
import { createGuard } from './guard'
import type { GuessLimits } from './guess-limits'
import { refuseStranger } from './only-invited'
import { passkeyHost } from './passkey-host'
import { passwordLength } from './password-policy'

const day = 24 * 60 * 60
const hour = 60 * 60

export type Oidc = { issuer: string; clientId: string; clientSecret: string; name: string }

export type AuthOptions = {
  /** The whole database, as its owner. */
  db: Db
  /** 32 bytes; what sessions are signed and second factors are kept under is made from them. */
  key: Buffer
  /** Where people open Patchbay, without a slash at the end. */
  appUrl: string
  /** Other origins under which people open Patchbay. */
  origins: readonly string[]
  mails: AccountMails
  guesses: GuessLimits
  /** An OpenID provider, if there is one. */
  oidc: Oidc | null
  /** Where breached passwords are looked up (see `refusePassword`), or null. */
  breachRange: string | null
  log: Logger
}

/** What nobody needs here: there is no sign-up, and whatever is open can be attacked. */
const closed = [
  '/sign-up/email',
  '/change-email',
  '/delete-user',
  '/delete-user/callback',
  '/link-social',
  '/unlink-account',
  '/refresh-token',
  '/get-access-token',
  '/account-info',
  '/update-session',
  '/verify-password',
  '/reset-password/:token',
  '/two-factor/send-otp',
  '/two-factor/verify-otp',
]

/** better-auth, on our tables and by our rules. */
export function configureAuth(options: AuthOptions) {
  const { db, key, appUrl, origins, mails, oidc, log } = options
  const https = appUrl.startsWith('https:')
  const { origin } = new URL(appUrl)
  const rpID = passkeyHost(appUrl)
  const { before, after } = createGuard(options)
  return betterAuth({
    appName: 'Patchbay',
    baseURL: origin,
    basePath: authPath,
    secret: key.toString('base64url'),
    database: prismaAdapter(db, { provider: 'postgresql', transaction: true }),
    telemetry: { enabled: false },
    trustedOrigins: [origin, ...origins],
    disabledPaths: closed,
    // Guesses are counted in the database, by account too: see `guard.ts`.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      requireEmailVerification: mails.sent,
      resetPasswordTokenExpiresIn: hour,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => {
        // Not waited for: how long it takes would tell that there is such an account.
        void mails.send(resetMail(user, `${appUrl}/reset?token=${encodeURIComponent(token)}`))
      },
    },
    emailVerification: {
      sendOnSignIn: true,
      autoSignInAfterVerification: false,
      expiresIn: hour,
      sendVerificationEmail: async ({ user, token }) => {
        const back = encodeURIComponent('/?verified=1')
        const link = `${origin}${authPath}/verify-email?token=${encodeURIComponent(token)}&callbackURL=${back}`
        void mails.send(verificationMail(user, link))
      },
    },
    user: { validateUserInfo: (identity) => refuseStranger(db, identity) },
    account: {
      // We ask an OpenID provider who somebody is, and nothing more.
      updateAccountOnSignIn: false,
      accountLinking: { enabled: true, allowDifferentEmails: false },
    },
    databaseHooks: {
      account: {
        create: {
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null },
          }),
        },
      },
    },
    session: { expiresIn: 14 * day, updateAge: day, freshAge: hour, cookieCache: { enabled: false } },
    verification: { storeIdentifier: 'hashed' },
    advanced: {
      // With this name a browser takes it from us alone, over HTTPS; better-auth's own would say `__Secure-`, which a neighbouring name can set.
      cookiePrefix: https ? '__Host-patchbay' : 'patchbay',
      useSecureCookies: false,
      // Said here, since better-auth leaves them out where NODE_ENV is `test`.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: https, path: '/' },
      database: { generateId: false },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    onAPIError: {
      errorURL: `${appUrl}/`,
      onError: (err) => {
        if (!(err instanceof APIError) || err.statusCode >= 500) log.error({ err }, 'accounts: a request failed')
      },
    },
    hooks: { before, after },
    logger: { level: 'debug', log: (level, message, ...rest) => logLine(log, level, message, rest) },
    plugins: [
      twoFactor({ issuer: 'Patchbay' }),
      ...(rpID === null
        ? []
        : [
            passkey({
              rpID,
              rpName: 'Patchbay',
              origin: [origin, ...origins],
              authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
              authentication: {
                afterVerification: async ({ verification }) => {
                  // It stands for password and second factor: the device has to have asked for a finger, a face or a PIN.
                  if (verification.authenticationInfo.userVerified) return
                  throw new APIError('UNAUTHORIZED', {
                    code: 'PASSKEY_UNVERIFIED',
                    message: 'Your device did not check that it is you. Set up its lock, then try again.',
                  })
                },
              },
            }),
          ]),
      ...(oidc ? [genericOAuth({ config: [oidcConfig(oidc)] })] : []),
    ],
  } satisfies BetterAuthOptions)
}

export type ConfiguredAuth = ReturnType<typeof configureAuth>

/** The id under which the OpenID provider is asked for (`signIn.social({ provider })`). */
export const oidcProvider = 'oidc'

export function discoveryOf(issuer: string): string {
  return `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`
}

function oidcConfig({ issuer, clientId, clientSecret, name }: Oidc) {
  return {
    providerId: oidcProvider,
    name,
    clientId,
    clientSecret,
    discoveryUrl: discoveryOf(issuer),
    requireIdTokenVerification: true,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    disableProviderLogout: true,
    mapProfileToUser: (profile: Record<string, unknown>) => ({
      // Some providers write it as a word.
      emailVerified: profile.email_verified === true || profile.email_verified === 'true',
    }),
  }
}

/** What people do wrong is no fault of the server: it stands in the log for whoever looks closely. */
function logLine(log: Logger, level: string, message: string, rest: readonly unknown[]): void {
  const err = rest.find((each) => each instanceof Error)
  // Somebody came back from a sign-in that nobody began here, or began too long ago.
  const strange = err !== undefined && 'code' in err && /^state_/.test(String(err.code))
  if (err && !strange) log.error({ err }, `accounts: ${message}`)
  else if (level === 'error') log.info(`accounts: ${message}`)
  else log.debug(`accounts: ${message}`)
}
