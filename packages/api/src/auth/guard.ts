import { APIError, createAuthMiddleware } from 'better-auth/api'
import { z } from 'zod'
import { idInput, personInput } from '../inputs'
import { logAccountEvent } from './account-log'
import { addressHeader } from './auth-address'
import type { AuthOptions } from './create-auth'
import { waitSentence } from './guess-limits'
import { refusePassword } from './password-policy'

type Step = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

const nameBody = z.strictObject({ name: personInput.min(1, 'Say what you are called.') })
const passkeyBody = z.looseObject({ id: idInput, name: personInput.optional() })
const newPasskeyBody = z.looseObject({ name: personInput.nullish() })

/** Paths at which somebody who is signed in shows that they know their password. */
const ownPassword = new Set([
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/two-factor/get-totp-uri',
])
const secondFactor = new Set(['/two-factor/verify-totp', '/two-factor/verify-backup-code'])

/** What is looked at before better-auth does anything, and after: how often somebody may guess, and which passwords can be used. */
export function createGuard({ guesses, breachRange, log }: AuthOptions) {
  async function spend(ctx: Step, account: string): Promise<void> {
    const wait = await guesses.attempt(addressOf(ctx), account)
    if (wait === null) return
    log.warn({ path: ctx.path, address: addressOf(ctx) }, 'accounts: this was tried too often')
    throw new APIError(
      'TOO_MANY_REQUESTS',
      { code: 'too-many', message: waitSentence(wait), retryAfter: wait },
      { 'retry-after': String(wait) },
    )
  }

  async function checkNewPassword(ctx: Step, userId: string): Promise<void> {
    const password = textOf(ctx, 'newPassword')
    const user = await ctx.context.internalAdapter.findUserById(userId)
    const refused = await refusePassword(password, user ?? { name: '', email: '' }, breachRange)
    if (refused !== null) throw new APIError('BAD_REQUEST', { code: 'PASSWORD_REFUSED', message: refused })
  }

  /** A code from an app is good for a minute and a half; whoever has read it along is later than its owner. */
  async function spendCode(ctx: Step): Promise<void> {
    const whose = await challengedOf(ctx)
    if (whose === '' || (await guesses.firstUse(`${whose} ${textOf(ctx, 'code')}`))) return
    throw new APIError('UNAUTHORIZED', {
      code: 'CODE_USED',
      message: 'This code was tried before. Wait for the next one that your app shows.',
    })
  }

  return {
    before: createAuthMiddleware(async (ctx) => {
      const { path } = ctx
      const account = await accountOf(ctx)
      if (account !== null) await spend(ctx, account)
      if (path === '/change-password') {
        const session = await sessionOf(ctx)
        if (session) await checkNewPassword(ctx, session.user.id)
        return { context: { ...ctx, body: { ...bodyOf(ctx), revokeOtherSessions: true } } }
      }
      if (path === '/reset-password') {
        const token = textOf(ctx, 'token') || String(ctx.query?.token ?? '')
        const known = await ctx.context.internalAdapter.findVerificationValue(`reset-password:${token}`)
        if (known) await checkNewPassword(ctx, known.value)
      }
      if (secondFactor.has(path)) {
        if (path === '/two-factor/verify-totp') await spendCode(ctx)
        // A device that is trusted from then on would be asked for no code, by nobody's choice: no page offers it, nor any page ends it.
        return { context: { ...ctx, body: { ...bodyOf(ctx), trustDevice: false } } }
      }
      if (path === '/update-user') check(nameBody, ctx)
      if (path === '/passkey/delete-passkey' || path === '/passkey/update-passkey') check(passkeyBody, ctx)
      if (path === '/passkey/verify-registration') check(newPasskeyBody, ctx)
      return undefined
    }),
    after: createAuthMiddleware(async (ctx) => {
      const { path } = ctx
      const answer = ctx.context.returned
      logAccountEvent(log, { path, person: await personIn(ctx), address: addressOf(ctx), answer })
      if (answer instanceof APIError) return
      if (path !== '/sign-in/email' && !ownPassword.has(path) && !secondFactor.has(path)) return
      const account = await accountOf(ctx)
      if (account !== null) await guesses.succeeded(addressOf(ctx), account)
    }),
  }
}

/** Whose password or code is tried, or null where nothing can be guessed. What asks for mails counts as well: they cost others. */
async function accountOf(ctx: Step): Promise<string | null> {
  const { path } = ctx
  if (path === '/sign-in/email') return textOf(ctx, 'email')
  if (path === '/request-password-reset') return `reset ${textOf(ctx, 'email')}`
  if (path === '/send-verification-email') return `verify ${textOf(ctx, 'email')}`
  if (ownPassword.has(path)) return (await sessionOf(ctx))?.user.email ?? null
  if (secondFactor.has(path)) return `second factor ${await challengedOf(ctx)}`
  return null
}

async function sessionOf(ctx: Step) {
  const { authCookies, internalAdapter, secret } = ctx.context
  const token = await ctx.getSignedCookie(authCookies.sessionToken.name, secret)
  return token ? await internalAdapter.findSession(token) : null
}

/** The person who gave their password and is asked for a code now, by the cookie that says so. */
async function challengedOf(ctx: Step): Promise<string> {
  const { createAuthCookie, internalAdapter, secret } = ctx.context
  const challenge = await ctx.getSignedCookie(createAuthCookie('two_factor').name, secret)
  const known = challenge ? await internalAdapter.findVerificationValue(challenge) : null
  return known?.value ?? (await sessionOf(ctx))?.user.id ?? ''
}

/** The id of whoever it is about, as far as that is known: who is signed in now, or was, or whose code is asked for. */
async function personIn(ctx: Step): Promise<string | null> {
  const { newSession, session } = ctx.context
  const known = newSession ?? session
  if (known) return known.user.id
  if (ctx.path === '/sign-in/email')
    return (await ctx.context.internalAdapter.findUserByEmail(textOf(ctx, 'email').toLowerCase()))?.user.id ?? null
  return secondFactor.has(ctx.path) ? (await challengedOf(ctx)) || null : null
}

function addressOf(ctx: Step): string {
  return ctx.headers?.get(addressHeader) ?? ''
}

const anyBody = z.record(z.string(), z.unknown()).catch({})

function bodyOf(ctx: Step): Record<string, unknown> {
  return anyBody.parse(ctx.body)
}

/** At most as long as what is counted by can be. */
function textOf(ctx: Step, name: string): string {
  const value = bodyOf(ctx)[name]
  return typeof value === 'string' ? value.slice(0, 320) : ''
}

function check(schema: z.ZodType, ctx: Step): void {
  const parsed = schema.safeParse(ctx.body)
  if (parsed.success) return
  throw new APIError('BAD_REQUEST', {
    code: 'VALIDATION_ERROR',
    message: parsed.error.issues[0]?.message ?? 'This can’t be used.',
  })
}
