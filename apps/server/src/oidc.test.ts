import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Claims, startProvider } from './oidc-provider.testing'
import {
  type Browser,
  beginAs,
  createBrowser,
  goodPassword,
  type Patchbay,
  startPatchbay,
  tokenIn,
} from './people.testing'

let provider: Awaited<ReturnType<typeof startProvider>>
let patchbay: Patchbay
let ann: Browser
beforeAll(async () => {
  provider = await startProvider()
  await provider.listen()
  patchbay = await startPatchbay(provider.env)
  ann = await beginAs(patchbay)
})
afterAll(async () => {
  await patchbay.close()
  await provider.close()
})

const bob: Claims = { sub: 'b-1', email: 'bob@example.com', email_verified: true, name: 'Bob' }
const me = async (browser: Browser) => (await browser.trpc('session.get', undefined, 'query')).data

/** Through the provider and back, as a browser goes; the address at which it ends. */
async function signIn(browser: Browser, claims: Claims, forged = false): Promise<string> {
  provider.signsIn(claims, { forged })
  const begun = await browser.auth('sign-in/social', { provider: 'oidc', callbackURL: '/flows' })
  expect(begun.status).toBe(200)
  const there = await fetch(String(begun.body.url), { redirect: 'manual' })
  const back = new URL(there.headers.get('location') ?? '')
  const landed = await browser.ask(`${back.pathname}${back.search}`)
  expect(landed.status).toBe(302)
  return landed.headers.get('location') ?? ''
}

describe('somebody who comes from the provider', () => {
  test('is nobody here without an invitation, or with an address that is not verified', async () => {
    expect((await me(createBrowser(patchbay.url))).signIn).toMatchObject({ oidc: 'Acme' })
    const browser = createBrowser(patchbay.url)
    expect(await signIn(browser, bob)).toContain('error=not_invited')
    await ann.trpc('members.invite', { email: bob.email, role: 'builder' })
    expect(await signIn(browser, { ...bob, email_verified: false })).toContain('error=email_not_verified')
    const { email_verified: _, ...silent } = bob
    expect(await signIn(browser, silent)).toContain('error=email_not_verified')
    expect(await signIn(browser, bob, true)).toContain('error=')
    expect((await me(browser)).person).toBe(null)
    const { rows } = await patchbay.pool.query(`SELECT FROM person WHERE email = 'bob@example.com'`)
    expect(rows).toEqual([])
  })

  test('joins with their invitation, and comes in again after', async () => {
    const browser = createBrowser(patchbay.url)
    const token = tokenIn((await ann.trpc('members.invite', { email: bob.email, role: 'builder' })).data.link)
    expect(await signIn(browser, { ...bob, email: 'BOB@example.com', email_verified: 'true' })).toBe('/flows')
    expect((await browser.trpc('people.join', { token })).status).toBe(200)
    expect(await me(browser)).toMatchObject({ person: { email: bob.email, name: 'Bob' }, place: { role: 'builder' } })
    const again = createBrowser(patchbay.url)
    await signIn(again, bob)
    expect(await me(again)).toMatchObject({ person: { email: bob.email } })
    const { rows } = await patchbay.pool.query('SELECT * FROM person_account')
    expect(JSON.stringify(rows)).not.toContain('secret-access-token')
  })

  test('is who they are here by password as well, if their address is known to be theirs', async () => {
    const browser = createBrowser(patchbay.url)
    await signIn(browser, { sub: 'a-1', email: 'ann@example.com', email_verified: true, name: 'Ann' })
    expect(await me(browser)).toMatchObject({ person: { email: 'ann@example.com' }, place: { role: 'owner' } })
    // Without mail nobody has shown that: whoever made the account may be somebody else.
    const token = tokenIn((await ann.trpc('members.invite', { email: 'cyd@example.com', role: 'viewer' })).data.link)
    await createBrowser(patchbay.url).trpc('people.join', { token, name: 'Cyd', password: goodPassword })
    const cyd = createBrowser(patchbay.url)
    expect(await signIn(cyd, { sub: 'c-1', email: 'cyd@example.com', email_verified: true, name: 'Cyd' })).toContain(
      'error=account_not_linked',
    )
    expect((await me(cyd)).person).toBe(null)
  })

  test('is let in no more once they belong nowhere', async () => {
    await patchbay.pool.query(
      `DELETE FROM member WHERE user_id = (SELECT id FROM person WHERE email = 'bob@example.com')`,
    )
    expect(await signIn(createBrowser(patchbay.url), bob)).toContain('error=not_invited')
  })

  test('can’t bring an answer of another browser’s, nor be led elsewhere', async () => {
    provider.signsIn({ sub: 'a-1', email: 'ann@example.com', email_verified: true, name: 'Ann' })
    const begun = await createBrowser(patchbay.url).auth('sign-in/social', { provider: 'oidc', callbackURL: '/' })
    const there = await fetch(String(begun.body.url), { redirect: 'manual' })
    const back = new URL(there.headers.get('location') ?? '')
    const victim = createBrowser(patchbay.url)
    expect((await victim.ask(`${back.pathname}${back.search}`)).headers.get('location')).toContain('error=')
    expect((await me(victim)).person).toBe(null)
    const away = await victim.auth('sign-in/social', { provider: 'oidc', callbackURL: 'https://evil.example/' })
    expect(away.status).toBe(403)
  })
})

test.concurrent('a provider that is away at the start keeps nobody from signing in otherwise', async ({ expect }) => {
  const away = await startProvider()
  const alone = await startPatchbay(away.env)
  try {
    const browser = await beginAs(alone)
    expect(await me(browser)).toMatchObject({ person: { email: 'ann@example.com' }, signIn: { oidc: null } })
    const refused = await browser.auth('sign-in/social', { provider: 'oidc', callbackURL: '/' })
    expect([refused.status, refused.message]).toEqual([404, expect.stringContaining('Try another way')])
    await away.listen()
    await expect
      .poll(async () => (await me(browser)).signIn, { timeout: 45_000, interval: 1_000 })
      .toMatchObject({ oidc: 'Acme' })
  } finally {
    await alone.close()
    await away.close()
  }
}, 90_000)

test.concurrent('whoever answers at the provider’s address, but is another one, is not believed', async ({
  expect,
}) => {
  const { env } = provider
  const alone = await startPatchbay({ ...env, OIDC_ISSUER: env.OIDC_ISSUER.replace('127.0.0.1', 'localhost') })
  try {
    const browser = await beginAs(alone)
    expect(await me(browser)).toMatchObject({ signIn: { oidc: null } })
    expect((await browser.auth('sign-in/social', { provider: 'oidc', callbackURL: '/' })).status).toBe(404)
    expect(alone.server.output()).toContain('names another issuer')
  } finally {
    await alone.close()
  }
})
