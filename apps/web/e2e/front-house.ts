import type { AppRouter } from '@patchbay/api/router'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { type RunningApp, startApp } from './start-app'

export type Somebody = { name: string; email: string; password: string }
type Role = 'owner' | 'builder' | 'operator' | 'viewer'

const owner: Somebody = { name: 'Olive Ong', email: 'olive@merlion.example', password: 'seven quiet lanterns' }

/** What tells the server which device it is that signs in here. */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36'

/** A Patchbay at which everybody has to sign in. Passkeys want a name: so it is `localhost`, not an IP address. */
export class FrontHouse {
  readonly owner = owner
  private count = 0

  private constructor(
    readonly app: RunningApp,
    readonly url: string,
  ) {}

  static async start(port: number): Promise<FrontHouse> {
    const url = `http://localhost:${port}`
    return new FrontHouse(await startApp(port, { LOCAL_SIGN_IN: 'off', PUBLIC_URL: url, BREACH_RANGE_URL: 'off' }), url)
  }

  /** The code that the first owner needs. */
  code(): string {
    const code = /enter this code: (\S+)/.exec(this.app.printed())?.[1]
    if (code === undefined) throw new Error('The server printed no code.')
    return code
  }

  /** Makes the first owner. */
  async begin(): Promise<void> {
    await this.api().people.begin.mutate({ ...owner, code: this.code() })
  }

  /** The server as somebody: by the cookies of their session, or as nobody. */
  api(cookie = '') {
    const headers = { cookie, origin: this.url }
    return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${this.url}/trpc`, headers })] })
  }

  /** Signs somebody in, and gives their cookies as a header has them. */
  async signIn({ email, password }: Somebody): Promise<string> {
    const answer = await fetch(`${this.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': userAgent, origin: this.url },
      body: JSON.stringify({ email, password }),
    })
    if (!answer.ok) throw new Error(`${email} can’t sign in: ${await answer.text()}`)
    return cookieHeader(answer)
  }

  /** Somebody new in the first workspace. */
  async join(name: string, role: Role): Promise<Somebody> {
    this.count += 1
    const somebody = {
      name,
      email: `${name.split(' ')[0]?.toLowerCase()}${this.count}@quay.example`,
      password: `${this.count} green umbrellas`,
    }
    const { link } = await this.api(await this.signIn(owner)).members.invite.mutate({ email: somebody.email, role })
    const token = new URL(link).searchParams.get('token') ?? ''
    await this.api().people.join.mutate({ token, name, password: somebody.password })
    return somebody
  }

  /** Ends every session of somebody, as if from another device. */
  async endSessions(somebody: Somebody): Promise<void> {
    const cookie = await this.signIn(somebody)
    for (const path of ['revoke-other-sessions', 'sign-out']) {
      const answer = await fetch(`${this.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: this.url, cookie },
        body: '{}',
      })
      if (!answer.ok) throw new Error(await answer.text())
    }
  }

  /** Cookies as a header has them, for a browser. */
  cookies(header: string): { name: string; value: string; url: string }[] {
    return header.split('; ').map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: this.url }
    })
  }

  /** A browser of their own, with them signed in. */
  async enter(browser: Browser, somebody: Somebody): Promise<{ page: Page; context: BrowserContext }> {
    const context = await browser.newContext({ baseURL: this.url, viewport: { width: 1440, height: 900 } })
    await context.addCookies(this.cookies(await this.signIn(somebody)))
    return { context, page: await context.newPage() }
  }
}

/** The cookies that an answer sets, as the header of the next request has them. */
export function cookieHeader(answer: Response): string {
  const pairs = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  // What it takes away has no value.
  return pairs.filter((pair) => !pair.endsWith('=')).join('; ')
}

/** Fills in the form that stands wherever somebody has to sign in. */
export async function signInOn(page: Page, { email, password }: Somebody): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Chooses something in the account's menu. */
export async function openAccountMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account: / }).click()
}
