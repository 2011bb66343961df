import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Browser,
  beginAs,
  createBrowser,
  goodPassword,
  joinAs,
  type Patchbay,
  startPatchbay,
} from './people.testing'

let patchbay: Patchbay
let ann: Browser
beforeAll(async () => {
  patchbay = await startPatchbay()
  ann = await beginAs(patchbay)
})
afterAll(() => patchbay.close())

const me = async (browser: Browser) => (await browser.trpc('session.get', undefined, 'query')).data.person
const sessionCookie = 'patchbay.session_token'

describe('signing in and out', () => {
  test('the cookie is kept from scripts and other sites; behind HTTPS it is sent over HTTPS only', async () => {
    const [cookie = ''] = (await createBrowser(patchbay.url).signIn('ann@example.com')).headers.getSetCookie()
    expect(cookie).toMatch(/^patchbay\.session_token=/)
    expect(cookie).toMatch(/; HttpOnly/i)
    expect(cookie).toMatch(/; SameSite=Lax/i)
    expect(cookie).toMatch(/; Path=\//i)
    expect(cookie).toContain(`Max-Age=${14 * 24 * 60 * 60}`)
    expect(cookie).not.toMatch(/Domain/i)
  })

  test('a session that was there before is none after: nobody can lay one out for somebody else', async () => {
    const victim = createBrowser(patchbay.url)
    const laid = ann.cookies.get(sessionCookie) ?? ''
    victim.cookies.set(sessionCookie, laid)
    await victim.signIn('ann@example.com')
    expect(victim.cookies.get(sessionCookie)).not.toBe(laid)
    const made = createBrowser(patchbay.url)
    made.cookies.set(sessionCookie, 'A'.repeat(32))
    await made.signIn('ann@example.com')
    expect(made.cookies.get(sessionCookie)).not.toContain('A'.repeat(32))
    const forged = createBrowser(patchbay.url)
    forged.cookies.set(sessionCookie, `${laid.split('.')[0]}.${'A'.repeat(43)}%3D`)
    expect(await me(forged)).toBe(null)
  })

  test('who signs out is out, and so is a copy of their cookie', async () => {
    const browser = createBrowser(patchbay.url)
    await browser.signIn('ann@example.com')
    const copy = createBrowser(patchbay.url)
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    expect(await me(copy)).toMatchObject({ email: 'ann@example.com' })
    await browser.auth('sign-out', {})
    expect([await me(browser), await me(copy)]).toEqual([null, null])
    const saved = await copy.trpc('flows.create', { name: 'x' })
    expect([saved.status, saved.userCode, saved.message]).toEqual([401, 'sign-in', expect.stringContaining('Sign in')])
  })

  test('another site can’t use the cookie, and nobody is led to one', async () => {
    const from = (origin: string) => ann.ask('/api/auth/sign-out', { method: 'POST', body: {}, headers: { origin } })
    for (const origin of ['https://evil.example', 'null', `${patchbay.url}.evil.example`])
      expect((await from(origin)).status).toBe(403)
    const away = [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/%2f/evil.example',
    ]
    for (const callbackURL of away) {
      const led = await createBrowser(patchbay.url).auth('sign-in/email', {
        email: 'ann@example.com',
        password: goodPassword,
        callbackURL,
      })
      expect([callbackURL, led.status]).toEqual([callbackURL, 403])
      const asked = await ann.auth(`verify-email?token=x&callbackURL=${encodeURIComponent(callbackURL)}`)
      expect(asked.headers.get('location') ?? '').not.toContain('evil')
      expect(asked.status).toBe(403)
    }
    expect(await me(ann)).not.toBe(null)
  })

  test('an answer of a provider without end is refused, and leads nowhere', async () => {
    const led = await createBrowser(patchbay.url).auth(`callback/oidc?error=${'"'.repeat(5_000)}`)
    expect([led.status, led.headers.get('location')]).toEqual([414, null])
  })

  test('who failed to, where and how, stands in the log; what they typed does not', async () => {
    const stranger = createBrowser(patchbay.url, { from: '127.0.0.77' })
    await stranger.signIn('ann@example.com', 'a wrong password of mine')
    await stranger.signIn('nobody@example.com', 'a wrong password of mine')
    const said = () =>
      patchbay.server
        .output()
        .split('\n')
        .filter((line) => line.includes('"address":"127.0.0.77"'))
    await expect.poll(() => said().length).toBe(2)
    const id = (await me(ann)) as { id: string }
    expect(said().map((line) => JSON.parse(line))).toMatchObject(
      [id.id, null].map((person) => ({
        level: 40,
        person,
        code: 'INVALID_EMAIL_OR_PASSWORD',
        msg: 'accounts: sign-in with a password was refused',
      })),
    )
    expect(patchbay.server.output()).not.toContain('a wrong password of mine')
  })

  test('what is no use here is closed', async () => {
    for (const path of [
      'sign-up/email',
      'change-email',
      'delete-user',
      'link-social',
      'unlink-account',
      'update-session',
      'verify-password',
      'two-factor/send-otp',
    ])
      expect([path, (await ann.auth(path, {})).status]).toEqual([path, 404])
    expect((await ann.auth('update-user', { name: 'Ann', image: 'https://evil.example/x.png' })).status).toBe(400)
    expect((await ann.auth('update-user', { name: 'An\u0000n' })).status).toBe(400)
    expect((await ann.auth('update-user', { name: '' })).status).toBe(400)
    expect((await ann.auth('update-user', { name: 'Ann Lee' })).status).toBe(200)
    expect(await me(ann)).toMatchObject({ name: 'Ann Lee' })
    expect((await ann.auth('passkey/delete-passkey', { id: 'x' })).status).toBe(400)
  })

  test('who comes back from a sign-in that was never begun is no fault of the server', async () => {
    const from = patchbay.server.output().length
    expect((await ann.auth('callback/oidc?code=x&state=made-up')).status).toBeLessThan(500)
    expect(patchbay.server.output().slice(from)).not.toContain('"level":50')
  })
})

describe('sessions', () => {
  test('are listed with where they come from, and one that is revoked is over at once', async () => {
    const phone = createBrowser(patchbay.url, { from: '127.0.0.9' })
    await phone.signIn('ann@example.com')
    const { list } = (await ann.auth('list-sessions')).body
    const sessions = list as Array<{ token: string; ipAddress: string }>
    const theirs = sessions.find(({ ipAddress }) => ipAddress === '127.0.0.9')
    expect((await ann.auth('revoke-session', { token: theirs?.token })).status).toBe(200)
    expect(await me(phone)).toBe(null)
    expect(await me(ann)).not.toBe(null)
  })

  test('nobody revokes somebody else’s', async () => {
    const bob = await joinAs(patchbay, ann, 'Bob', 'viewer')
    const { list } = (await ann.auth('list-sessions')).body
    for (const { token } of list as Array<{ token: string }>) await bob.auth('revoke-session', { token })
    expect(await me(ann)).not.toBe(null)
  })

  test('another password ends all others, even where the page does not ask for it', async () => {
    const cyd = await joinAs(patchbay, ann, 'Cyd', 'viewer')
    const other = createBrowser(patchbay.url)
    await other.signIn('cyd@example.com')
    const change = (newPassword: string, currentPassword = goodPassword) =>
      cyd.auth('change-password', { currentPassword, newPassword, revokeOtherSessions: false })
    expect((await change('password1234')).body).toMatchObject({ code: 'PASSWORD_REFUSED' })
    expect((await change('cyd@example.com')).body).toMatchObject({ code: 'PASSWORD_REFUSED' })
    expect((await change('quiet rivers at noon', 'not my password')).body).toMatchObject({ code: 'INVALID_PASSWORD' })
    expect((await change('quiet rivers at noon')).status).toBe(200)
    expect([await me(cyd), await me(other)]).toEqual([expect.objectContaining({ email: 'cyd@example.com' }), null])
  })

  test('whoever opens a page a day later stays signed in for two more weeks', async () => {
    const browser = createBrowser(patchbay.url)
    await browser.signIn('ann@example.com')
    const open = () => browser.ask('/flows', { headers: { accept: 'text/html' } })
    expect((await open()).headers.getSetCookie()).toEqual([])
    await patchbay.pool.query(`UPDATE person_session SET expires_at = now() + interval '12 days'`)
    const [cookie = ''] = (await open()).headers.getSetCookie()
    expect(cookie).toContain(`Max-Age=${14 * 24 * 60 * 60}`)
    await patchbay.pool.query(`UPDATE person_session SET expires_at = now() - interval '1 second'`)
    expect(await me(browser)).toBe(null)
    await ann.signIn('ann@example.com')
  })
})

describe('a second factor', () => {
  test('is asked for beside the password, and each recovery code helps once', async () => {
    const dan = await joinAs(patchbay, ann, 'Dan', 'operator')
    const enabled = await dan.auth('two-factor/enable', { password: goodPassword })
    const secret = new URL(String(enabled.body.totpURI)).searchParams.get('secret') ?? ''
    expect(String(enabled.body.totpURI)).toContain('issuer=Patchbay')
    const [first, second] = enabled.body.backupCodes as string[]
    // Until a code shows that it is set up, nothing has changed.
    expect(await me(dan)).toMatchObject({ twoFactor: false })
    expect((await dan.auth('two-factor/verify-totp', { code: '000000' })).status).toBe(401)
    // Apps' clocks are late: the code before is good too.
    const before = totp(secret, Date.now() - 30_000)
    expect((await dan.auth('two-factor/verify-totp', { code: before })).status).toBe(200)
    expect(await me(dan)).toMatchObject({ twoFactor: true })

    const signIn = async () => {
      const browser = createBrowser(patchbay.url)
      const answer = await browser.signIn('dan@example.com')
      expect(answer.body).toMatchObject({ twoFactorRedirect: true })
      expect(await me(browser)).toBe(null)
      return browser
    }
    const byCode = await signIn()
    expect((await byCode.auth('two-factor/verify-totp', { code: '123456' })).body).toMatchObject({
      code: 'INVALID_CODE',
    })
    const code = totp(secret)
    const right = await byCode.auth('two-factor/verify-totp', { code, trustDevice: true })
    expect(right.status).toBe(200)
    expect(right.headers.getSetCookie().join()).not.toContain('trust_device')
    expect(await me(byCode)).toMatchObject({ email: 'dan@example.com' })

    // Whoever has read it over somebody's shoulder is too late, and so is the one of the set-up.
    for (const used of [before, code]) {
      const again = await (await signIn()).auth('two-factor/verify-totp', { code: used })
      expect([again.status, again.body.code]).toEqual([401, 'CODE_USED'])
    }

    const recover = async (code: string | undefined) => (await signIn()).auth('two-factor/verify-backup-code', { code })
    expect((await recover(first)).status).toBe(200)
    expect((await recover(first)).body).toMatchObject({ code: 'INVALID_BACKUP_CODE' })
    expect((await recover(second)).status).toBe(200)
    const members = (await ann.trpc('members.list', undefined, 'query')).data.members as Array<{
      email: string
      twoFactor: boolean
    }>
    expect(members.find(({ email }) => email === 'dan@example.com')).toMatchObject({ twoFactor: true })
  })

  test('can’t be guessed: after some wrong codes it is locked for a while', async () => {
    const eve = await joinAs(patchbay, ann, 'Eve', 'viewer')
    const enabled = await eve.auth('two-factor/enable', { password: goodPassword })
    const secret = new URL(String(enabled.body.totpURI)).searchParams.get('secret') ?? ''
    await eve.auth('two-factor/verify-totp', { code: totp(secret) })
    let last = 0
    let wait = ''
    for (let at = 0; at < 30 && last !== 429; at += 1) {
      const browser = createBrowser(patchbay.url, { from: `127.0.1.${at}` })
      await browser.signIn('eve@example.com')
      for (let guess = 0; guess < 4 && last !== 429; guess += 1) {
        const answer = await browser.auth('two-factor/verify-totp', { code: String(at * 4 + guess).padStart(6, '0') })
        last = answer.status
        wait = answer.headers.get('retry-after') ?? ''
      }
    }
    expect(last).toBe(429)
    expect(Number(wait)).toBeGreaterThan(60)
  })
})

/** RFC 6238, with SHA-1, six digits and 30 s. */
function totp(base32: string, at = Date.now()): string {
  const bits = [...base32]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0')
}
