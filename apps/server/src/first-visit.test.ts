import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBrowser, goodPassword, type Patchbay, startPatchbay, tokenIn } from './people.testing'

let patchbay: Patchbay
beforeAll(async () => {
  patchbay = await startPatchbay()
})
afterAll(() => patchbay.close())

const ann = { name: 'Ann', email: 'Ann@Example.com', password: goodPassword }

describe('where nobody owns anything yet', () => {
  test('the page is told so, and everything else is closed', async () => {
    const browser = createBrowser(patchbay.url)
    expect((await browser.trpc('session.get', undefined, 'query')).data).toMatchObject({
      person: null,
      firstVisit: true,
      signIn: { password: true, passkey: true, oidc: null, mail: false },
    })
    const flows = await browser.trpc('flows.list', undefined, 'query')
    expect([flows.status, flows.userCode]).toEqual([401, 'sign-in'])
    expect((await browser.auth('sign-up/email', { ...ann })).status).toBe(404)
  })

  test('without the code nobody gets in, and a bad password does not use it up', async () => {
    const browser = createBrowser(patchbay.url)
    for (const code of ['', 'AAAA-AAAA', patchbay.code().slice(1)]) {
      const refused = await browser.trpc('people.begin', { ...ann, code })
      expect([refused.status, refused.userCode]).toEqual([403, 'wrong-code'])
    }
    for (const [password, says] of [
      ['short', 'at least 10'],
      ['password1234', 'tried first'],
      ['qwertyuiop[]', 'tried first'],
      ['Ann@Example.com!', 'e-mail address'],
      ['my own patchbay', 'patchbay'],
      ['x'.repeat(129), 'at most 128'],
    ] as const) {
      const refused = await browser.trpc('people.begin', { ...ann, password, code: patchbay.code() })
      expect([refused.userCode, refused.message]).toEqual(['password-refused', expect.stringContaining(says)])
    }
  })

  test('ten wrong codes from one address are enough; twenty from anywhere make a new code', async () => {
    const code = patchbay.code()
    const guess = (from: string) =>
      createBrowser(patchbay.url, { from }).trpc('people.begin', { ...ann, code: 'AAAA-AAAA' })
    for (let at = 0; at < 10; at += 1) expect((await guess('127.0.0.3')).userCode).toBe('wrong-code')
    const stopped = await guess('127.0.0.3')
    expect([stopped.status, stopped.userCode]).toEqual([429, 'too-many'])
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(60)
    for (let at = 0; at < 10; at += 1) await guess('127.0.0.4')
    expect(patchbay.code()).not.toBe(code)
    expect(
      (await createBrowser(patchbay.url, { from: '127.0.0.5' }).trpc('people.begin', { ...ann, code })).userCode,
    ).toBe('wrong-code')
  })

  test('of two who have it at the same moment, one becomes the owner; after that the code is no good', async () => {
    const code = patchbay.code().toLowerCase().replace('-', ' ')
    const begun = await Promise.all(
      ['ann', 'bob', 'cyd', 'dan'].map((name) =>
        createBrowser(patchbay.url, { from: '127.0.0.6' }).trpc('people.begin', {
          name,
          email: `${name}@example.com`,
          password: goodPassword,
          code,
        }),
      ),
    )
    expect(begun.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    expect(new Set(begun.map(({ userCode }) => userCode))).toEqual(new Set([null, 'not-first']))
    const late = await createBrowser(patchbay.url, { from: '127.0.0.7' }).trpc('people.begin', { ...ann, code })
    expect(late.userCode).toBe('not-first')
    const winner = ['ann', 'bob', 'cyd', 'dan'][begun.findIndex(({ status }) => status === 200)]
    const browser = createBrowser(patchbay.url)
    expect((await browser.signIn(`${winner}@example.com`)).status).toBe(200)
    expect((await browser.trpc('session.get', undefined, 'query')).data).toMatchObject({
      person: { email: `${winner}@example.com`, local: false, twoFactor: false },
      place: { slug: 'my-workspace', role: 'owner' },
      firstVisit: false,
    })
  })

  test('who lost everything gets in again by whoever runs the server', async () => {
    const { rows } = await patchbay.pool.query<{ email: string }>(
      'SELECT email FROM person JOIN member ON user_id = id',
    )
    const email = rows[0]?.email ?? ''
    expect(await signInLink('nobody@example.com')).toContain(
      `Nobody here has the e-mail address nobody@example.com. Owners: ${email}.`,
    )
    expect(await signInLink()).toContain('Say whose it shall be')
    const link = /http\S+/.exec(await signInLink(email, '--without-second-factor'))?.[0]
    const browser = createBrowser(patchbay.url)
    const reset = { token: tokenIn(link), newPassword: 'another good phrase' }
    expect((await browser.auth('reset-password', reset)).status).toBe(200)
    expect((await browser.auth('reset-password', reset)).body).toMatchObject({ code: 'INVALID_TOKEN' })
    expect((await browser.signIn(email)).status).toBe(401)
    expect((await browser.signIn(email, 'another good phrase')).status).toBe(200)
  })
})

const command = fileURLToPath(new URL('../dist/sign-in-link.js', import.meta.url))

/** What the command said. */
function signInLink(...args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], { env: { ...process.env, ...patchbay.env } }, (_, out, said) =>
      resolve(out + said),
    )
  })
}
