import { z } from 'zod'
import type { PersonOf } from '../reception'
import type { AccountMails } from './account-mails'
import { type AuthOptions, type ConfiguredAuth, configureAuth, discoveryOf } from './create-auth'
import { createFirstVisit, type FirstVisit } from './first-visit'
import type { GuessLimits } from './guess-limits'
import { passkeyHost } from './passkey-host'
import { refusePassword, type Whose } from './password-policy'

/** How people can sign in here. `oidc`: what the provider is called; `mail`: whether links reach people by mail. */
export type WaysIn = { password: true; passkey: boolean; oidc: string | null; mail: boolean }

/** All that has to do with who somebody is. */
export type Auth = {
  /** Answers what is asked under `authPath`. */
  answer: (request: Request) => Promise<Response>
  personOf: PersonOf
  /** The cookies to set again so that whoever uses Patchbay stays signed in; none where that is not due. */
  renew: (headers: Headers) => Promise<string[]>
  ways: () => WaysIn
  /** Where people open Patchbay, without a slash at the end: what links for them begin with. */
  appUrl: string
  mails: AccountMails
  guesses: GuessLimits
  firstVisit: FirstVisit
  /** A sentence that says why a password can't be used, or null. */
  refusePassword: (password: string, whose: Whose) => Promise<string | null>
  /** Slow on purpose. */
  hashPassword: (password: string) => Promise<string>
}

const discoveryMs = 5_000
const discoverAgainMs = 30_000

/**
 * People, their passwords and their sessions. An OpenID provider that can't be reached is asked again every half minute; until then
 * people sign in otherwise. `local`, `showCode`: see `createFirstVisit`. `stop` ends what it does by itself.
 */
export async function createAuth(
  options: AuthOptions & { local: boolean; showCode: (code: string) => void },
): Promise<{ auth: Auth; stop: () => void }> {
  const { db, oidc, mails, guesses, breachRange, appUrl, log } = options
  const reachable = oidc !== null && (await isThere(oidc.issuer))
  let known = reachable
  let better: ConfiguredAuth = configureAuth({ ...options, oidc: reachable ? oidc : null })
  const again =
    oidc === null || reachable
      ? undefined
      : setInterval(async () => {
          if (!(await isThere(oidc.issuer))) return
          clearInterval(again)
          better = configureAuth(options)
          known = true
          log.info(`${oidc.name} can be reached now: people can sign in with it`)
        }, discoverAgainMs).unref()
  if (oidc !== null && !reachable)
    log.warn(
      `${discoveryOf(oidc.issuer)} can’t be read, or names another issuer: until it does, nobody signs in with ${oidc.name}.`,
    )

  const auth: Auth = {
    answer: (request) => better.handler(request),
    async personOf(headers) {
      if (!headers.cookie) return null
      const found = await better.api.getSession({
        headers: new Headers({ cookie: String(headers.cookie) }),
        query: { disableRefresh: true },
      })
      return found ? { id: found.user.id, name: found.user.name, email: found.user.email } : null
    },
    async renew(headers) {
      const { headers: answered } = await better.api.getSession({ headers, returnHeaders: true })
      return answered.getSetCookie()
    },
    ways: () => ({
      password: true,
      passkey: passkeyHost(appUrl) !== null,
      oidc: known && oidc ? oidc.name : null,
      mail: mails.sent,
    }),
    appUrl,
    mails,
    guesses,
    firstVisit: await createFirstVisit(db, { local: options.local, show: options.showCode }),
    refusePassword: (password, whose) => refusePassword(password, whose, breachRange),
    hashPassword: async (password) => (await better.$context).password.hash(password),
  }
  return { auth, stop: () => clearInterval(again) }
}

const discoveryInput = z.looseObject({ issuer: z.string() })

/** Whether a provider answers, and is the one that is meant: else whoever answers at that address could speak for another one. */
async function isThere(issuer: string): Promise<boolean> {
  try {
    const answer = await fetch(discoveryOf(issuer), { signal: AbortSignal.timeout(discoveryMs) })
    const said = discoveryInput.parse(await answer.json())
    return answer.ok && plain(said.issuer) === plain(issuer)
  } catch {
    return false
  }
}

/** With or without a slash at the end, as OIDC_ISSUER is kept without. */
function plain(issuer: string): string {
  return issuer.replace(/\/+$/, '')
}
