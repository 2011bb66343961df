import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBrowser, goodPassword, type Patchbay, startPatchbay, tokenIn } from './people.testing'

let patchbay: Patchbay
beforeAll(async () => {
  patchbay = await startPatchbay({ LOCAL_SIGN_IN: 'on' })
})
afterAll(() => patchbay.close())

const me = async (browser: ReturnType<typeof createBrowser>) =>
  (await browser.trpc('session.get', undefined, 'query')).data

test('whoever sits at this machine owns the demo without a password, and there is no code', async () => {
  const here = createBrowser(patchbay.url)
  expect(await me(here)).toMatchObject({ person: { local: true }, place: { role: 'owner' }, firstVisit: false })
  expect(patchbay.code()).toBe('')
  const begun = await here.trpc('people.begin', {
    code: '',
    name: 'Ann',
    email: 'ann@example.com',
    password: goodPassword,
  })
  expect(begun.userCode).toBe('not-first')
})

test('a proxy, or another name, does not make somebody local', async () => {
  for (const headers of [
    { 'x-forwarded-for': '203.0.113.9' },
    { forwarded: 'for=203.0.113.9' },
    { host: 'evil.example' },
  ]) {
    const answer = await createBrowser(patchbay.url).ask('/trpc/flows.list', { headers })
    expect(answer.status).toBe('host' in headers ? 421 : 401)
  }
})

test('somebody who signs in is who they are, and whoever signs out is local again', async () => {
  const here = createBrowser(patchbay.url)
  const token = tokenIn((await here.trpc('members.invite', { email: 'bob@example.com', role: 'viewer' })).data.link)
  expect((await here.trpc('people.join', { token, name: 'Bob', password: goodPassword })).status).toBe(200)
  await here.signIn('bob@example.com')
  expect(await me(here)).toMatchObject({
    person: { email: 'bob@example.com', local: false },
    place: { role: 'viewer' },
  })
  expect((await here.trpc('flows.create', { name: 'x' })).userCode).toBe('may-not')
  await here.auth('sign-out', {})
  expect(await me(here)).toMatchObject({ person: { local: true } })
})
