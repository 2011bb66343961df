import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginAs, createBrowser, goodPassword, type Patchbay, startPatchbay } from './people.testing'

/** A password is slow to look at, on purpose, and this machine may have other things to do. */
const patience = 120_000

let patchbay: Patchbay
beforeAll(async () => {
  patchbay = await startPatchbay()
  await beginAs(patchbay)
})
afterAll(() => patchbay.close())

/** Many at once, as a guesser does; how many were looked at, and one of the refusals. */
async function guess(times: number, email: (at: number) => string, from: (at: number) => string) {
  const answers = []
  for (let begin = 0; begin < times; begin += 25)
    answers.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(25, times - begin) }, (_, index) => {
          const at = begin + index
          return createBrowser(patchbay.url, { from: from(at) }).signIn(email(at), `wrong guess ${at}`)
        }),
      )),
    )
  const looked = answers.filter(({ status }) => status === 401).length
  return { looked, last: answers.find(({ status }) => status !== 401) }
}

test(
  'of 1,000 wrong passwords from one address ten are looked at, and it is said when to come back',
  async () => {
    const { looked, last } = await guess(
      1_000,
      () => 'ann@example.com',
      () => '127.0.2.1',
    )
    expect(looked).toBe(10)
    expect(last?.status).toBe(429)
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(60)
    expect(last?.message).toMatch(/Try again in \d+ minutes/)
    // The right one as well: else a guesser would learn that it is.
    expect((await createBrowser(patchbay.url, { from: '127.0.2.1' }).signIn('ann@example.com')).status).toBe(429)
    expect((await createBrowser(patchbay.url, { from: '127.0.2.2' }).signIn('ann@example.com')).status).toBe(200)
  },
  patience,
)

test(
  'for an account that nobody has, the answers are the same, word for word, and take as long',
  async () => {
    const one = async (email: string, from: string) => {
      const began = performance.now()
      const { status, body } = await createBrowser(patchbay.url, { from }).signIn(email, 'wrong wrong wrong')
      return { status, body, took: performance.now() - began }
    }
    const known = []
    const unknown = []
    for (let at = 0; at < 9; at += 1) {
      known.push(await one('ann@example.com', `127.0.3.${at}`))
      unknown.push(await one('zoe@example.com', `127.0.4.${at}`))
    }
    const middle = (each: Array<{ took: number }>) => each.map(({ took }) => took).sort((a, b) => a - b)[4] ?? 0
    expect(unknown.map(({ status, body }) => ({ status, body }))).toEqual(
      known.map(({ status, body }) => ({ status, body })),
    )
    expect(middle(unknown) / middle(known)).toBeGreaterThan(0.6)
    expect(middle(unknown) / middle(known)).toBeLessThan(1.7)
    expect(
      (
        await guess(
          20,
          () => 'zoe@example.com',
          () => '127.0.5.1',
        )
      ).looked,
    ).toBe(10)
  },
  patience,
)

test(
  'who tries many accounts is stopped, and who has many addresses as well',
  async () => {
    expect(
      (
        await guess(
          70,
          (at) => `person-${at}@example.com`,
          () => '127.0.6.1',
        )
      ).looked,
    ).toBe(50)
    const { looked } = await guess(
      130,
      () => 'bob@example.com',
      (at) => `127.0.7.${at}`,
    )
    expect(looked).toBe(100)
  },
  patience,
)

test('asking for mails is limited too', async () => {
  const ask = () =>
    createBrowser(patchbay.url, { from: '127.0.8.1' }).auth('request-password-reset', { email: 'ann@example.com' })
  const asked = await Promise.all(Array.from({ length: 14 }, ask))
  expect(asked.filter(({ status }) => status === 200)).toHaveLength(10)
  expect(asked.find(({ status }) => status === 429)?.headers.get('retry-after')).toMatch(/^\d+$/)
})

test('a password is not told in a log', () => {
  expect(patchbay.server.output()).not.toContain('wrong guess')
  expect(patchbay.server.output()).not.toContain(goodPassword)
})
