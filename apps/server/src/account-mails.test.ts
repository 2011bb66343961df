import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesMailbox } from './mailbox.testing'
import {
  type Browser,
  beginAs,
  createBrowser,
  goodPassword,
  type Patchbay,
  startPatchbay,
  tokenIn,
} from './people.testing'

const publicUrl = 'https://calls.example.com'
let mailbox: Awaited<ReturnType<typeof startPeoplesMailbox>>
let patchbay: Patchbay
let ann: Browser
beforeAll(async () => {
  mailbox = await startPeoplesMailbox()
  patchbay = await startPatchbay({ SMTP_URL: mailbox.smtpUrl, PUBLIC_URL: publicUrl })
  ann = await beginAs(patchbay)
})
afterAll(async () => {
  await patchbay.close()
  await mailbox.close()
})

test('behind HTTPS, cookies go over HTTPS only', async () => {
  const [cookie = ''] = (await createBrowser(patchbay.url).signIn('ann@example.com')).headers.getSetCookie()
  expect(cookie).toMatch(/^__Host-patchbay\.session_token=/)
  expect(cookie).toMatch(/; Path=\/;.*; Secure/i)
  expect(cookie).not.toMatch(/Domain/i)
})

describe('a new password', () => {
  test('is chosen by a link that leads to us, whatever address was asked at, and works once', async () => {
    const lost = createBrowser(patchbay.url)
    const ask = (headers: Record<string, string>) =>
      lost.auth('request-password-reset', { email: 'ann@example.com', redirectTo: '/' }, headers)
    expect((await ask({ host: 'evil.example' })).status).toBe(421)
    const elsewhere = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example',
    }
    expect((await ask(elsewhere)).status).toBe(200)
    const link = await mailbox.linkFor('ann@example.com', '/reset')
    expect([link.origin, link.pathname]).toEqual([publicUrl, '/reset'])
    const token = tokenIn(link)
    const reset = (newPassword: string) => lost.auth('reset-password', { token, newPassword })
    expect((await reset('short')).body).toMatchObject({ message: 'A password has at least 10 characters.' })
    const inAddress = await lost.auth(`reset-password?token=${token}`, { newPassword: 'password1234' })
    expect(inAddress.body).toMatchObject({ code: 'PASSWORD_REFUSED' })
    expect((await reset('annabelle-ann@example.com')).body).toMatchObject({ code: 'PASSWORD_REFUSED' })
    expect((await reset('velvet harbour clock')).status).toBe(200)
    expect((await reset('velvet harbour clock')).body).toMatchObject({ code: 'INVALID_TOKEN' })
    // Whoever was signed in with the old one is out.
    expect((await ann.trpc('session.get', undefined, 'query')).data.person).toBe(null)
    expect((await lost.signIn('ann@example.com')).status).toBe(401)
    expect((await lost.signIn('ann@example.com', 'velvet harbour clock')).status).toBe(200)
    await ann.signIn('ann@example.com', 'velvet harbour clock')
  })

  test('is offered to strangers in the same words, and no mail goes out', async () => {
    const [known, unknown] = await Promise.all(
      ['ann@example.com', 'nobody@example.com'].map((email) =>
        createBrowser(patchbay.url).auth('request-password-reset', { email }),
      ),
    )
    expect(unknown?.body).toEqual(known?.body)
    await mailbox.linkFor('ann@example.com', '/reset')
    expect(mailbox.sentTo('nobody@example.com')).toBe(0)
    const away = await createBrowser(patchbay.url).auth('request-password-reset', {
      email: 'ann@example.com',
      redirectTo: 'https://evil.example',
    })
    expect(away.status).toBe(403)
  })

  test('is not chosen by a link that is too old, and its secret part is kept as a hash', async () => {
    const browser = createBrowser(patchbay.url, { from: '127.0.0.2' })
    await browser.auth('request-password-reset', { email: 'ann@example.com' })
    const token = tokenIn(await mailbox.linkFor('ann@example.com', '/reset'))
    const { rows } = await patchbay.pool.query('SELECT identifier FROM person_verification')
    expect(JSON.stringify(rows)).not.toContain(token)
    await patchbay.pool.query(`UPDATE person_verification SET expires_at = now() - interval '1 second'`)
    expect((await browser.auth('reset-password', { token, newPassword: goodPassword })).body).toMatchObject({
      code: 'INVALID_TOKEN',
    })
  })
})

describe('an invitation', () => {
  test('that is taken by the mailed link shows that the mailbox is theirs', async () => {
    const invited = await ann.trpc('members.invite', { email: 'Bob@Example.com', role: 'builder' })
    expect(invited.data).toMatchObject({ mailed: true, link: expect.stringContaining(`${publicUrl}/join?token=`) })
    const link = await mailbox.linkFor('bob@example.com', '/join')
    const bob = createBrowser(patchbay.url)
    const opened = await bob.trpc('people.invitation', { token: tokenIn(link) }, 'query')
    expect(opened.data).toEqual({
      workspace: 'My workspace',
      email: 'bob@example.com',
      role: 'builder',
      invitedBy: 'Ann',
      known: false,
    })
    await bob.trpc('people.join', { token: tokenIn(link), name: 'Bob', password: goodPassword })
    expect((await bob.signIn('bob@example.com')).status).toBe(200)
  })

  test('that is taken by the link that its owner was shown does not: they confirm it first', async () => {
    const invited = await ann.trpc('members.invite', { email: 'cyd@example.com', role: 'viewer' })
    await mailbox.linkFor('cyd@example.com', '/join')
    const cyd = createBrowser(patchbay.url)
    await cyd.trpc('people.join', { token: tokenIn(invited.data.link), name: 'Cyd', password: goodPassword })
    const refused = await cyd.signIn('cyd@example.com')
    expect([refused.status, refused.body.code]).toEqual([403, 'EMAIL_NOT_VERIFIED'])
    const link = await mailbox.linkFor('cyd@example.com', '/api/auth/verify-email')
    expect(link.origin).toBe(publicUrl)
    const confirmed = await cyd.ask(`${link.pathname}${link.search}`)
    expect([confirmed.status, confirmed.headers.get('location')]).toEqual([302, '/?verified=1'])
    expect(confirmed.headers.getSetCookie()).toEqual([])
    expect((await cyd.signIn('cyd@example.com')).status).toBe(200)
    const forged = await cyd.ask(
      `${link.pathname}?token=${link.searchParams.get('token')?.slice(0, -3)}abc&callbackURL=/`,
    )
    expect(forged.headers.get('location')).toBe('/?error=INVALID_TOKEN')
  })
})

test('without a server for mail, it stands in the log with its link', async () => {
  const alone = await startPatchbay()
  try {
    await beginAs(alone)
    const browser = createBrowser(alone.url)
    await browser.auth('request-password-reset', { email: 'ann@example.com' })
    await expect
      .poll(alone.server.output)
      .toContain('No SMTP_URL is set, so this mail to ann@example.com was not sent.')
    const token = /reset\?token=([\w-]+)/.exec(alone.server.output())?.[1]
    expect((await browser.auth('reset-password', { token, newPassword: 'velvet harbour clock' })).status).toBe(200)
  } finally {
    await alone.close()
  }
})
