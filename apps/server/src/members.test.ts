import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Browser,
  beginAs,
  createBrowser,
  goodPassword,
  joinAs,
  type Patchbay,
  startPatchbay,
  tokenIn,
} from './people.testing'

let patchbay: Patchbay
let ann: Browser
beforeAll(async () => {
  patchbay = await startPatchbay()
  ann = await beginAs(patchbay)
})
afterAll(() => patchbay.close())

type Member = { userId: string; email: string; role: string; you: boolean; twoFactor: boolean | null }
type Invitation = { id: string; email: string }
const list = async (browser: Browser) => {
  const { data } = await browser.trpc('members.list', undefined, 'query')
  return { members: (data.members ?? []) as Member[], invitations: (data.invitations ?? []) as Invitation[] }
}
const idOf = async (email: string) => (await list(ann)).members.find((member) => member.email === email)?.userId
const invite = async (email: string, role = 'viewer') =>
  tokenIn((await ann.trpc('members.invite', { email, role })).data.link)
const stranger = { name: 'Sam', password: goodPassword }

describe('an invitation', () => {
  test('is good once, and for whom it is for', async () => {
    const token = await invite('sam@example.com', 'operator')
    const sam = createBrowser(patchbay.url)
    expect((await ann.trpc('people.join', { token })).message).toContain('you are signed in as ann@example.com')
    expect((await sam.trpc('people.join', { token })).userCode).toBe('name-missing')
    expect((await sam.trpc('people.join', { token, ...stranger, password: 'password1234' })).userCode).toBe(
      'password-refused',
    )
    const both = await Promise.all(
      [1, 2].map(() => createBrowser(patchbay.url).trpc('people.join', { token, ...stranger })),
    )
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
    expect((await sam.trpc('people.join', { token, ...stranger })).userCode).toBe('no-invitation')
    expect((await sam.trpc('people.invitation', { token }, 'query')).message).toContain(
      'used, too old or was taken back',
    )
    await sam.signIn('sam@example.com')
    expect((await sam.trpc('session.get', undefined, 'query')).data).toMatchObject({ place: { role: 'operator' } })
  })

  test('is no good when it is too old, taken back, made again or made up', async () => {
    const old = await invite('tim@example.com')
    const token = await invite('tim@example.com')
    const tim = createBrowser(patchbay.url)
    const join = (each: string) => tim.trpc('people.join', { token: each, ...stranger })
    expect((await join(old)).userCode).toBe('no-invitation')
    await patchbay.pool.query(`UPDATE invitation SET expires_at = now() - interval '1 second'`)
    expect((await join(token)).userCode).toBe('no-invitation')
    const { invitations } = await list(ann)
    expect(invitations).toEqual([expect.objectContaining({ email: 'tim@example.com', expired: true })])
    const again = await invite('tim@example.com')
    await ann.trpc('members.uninvite', { id: invitations[0]?.id })
    expect((await join(again)).userCode).toBe('no-invitation')
    expect((await join('A'.repeat(43))).userCode).toBe('no-invitation')
    expect((await list(ann)).invitations).toEqual([])
  })

  test('and another one to the same new address, taken at the same moment, make one account with one password', async () => {
    const other = (await ann.trpc('workspaces.create', { name: 'At once' })).data.slug
    const elsewhere = await ann.trpc(`/w/${other}/trpc/members.invite`, { email: 'ron@example.com', role: 'owner' })
    const tokens = [await invite('ron@example.com'), tokenIn(elsewhere.data.link)]
    const passwords = ['velvet harbour clock', 'quiet rivers at noon']
    const both = await Promise.all(
      tokens.map((token, at) =>
        createBrowser(patchbay.url).trpc('people.join', { token, name: 'Ron', password: passwords[at] }),
      ),
    )
    expect(both.map(({ status, userCode }) => userCode ?? status).sort()).toEqual([200, 'sign-in-to-join'])
    const won = both.findIndex(({ status }) => status === 200)
    expect((await createBrowser(patchbay.url).signIn('ron@example.com', passwords[won])).status).toBe(200)
    expect((await createBrowser(patchbay.url).signIn('ron@example.com', passwords[1 - won])).status).toBe(401)
    await patchbay.pool.query(`DELETE FROM invitation WHERE email = 'ron@example.com'`)
  })

  test('its secret part is kept as a hash', async () => {
    const token = await invite('una@example.com')
    const { rows } = await patchbay.pool.query('SELECT token_hash FROM invitation')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('somebody with an account signs in to take it', async () => {
    const other = (await ann.trpc('workspaces.create', { name: 'Second' })).data.slug
    const invited = await ann.trpc(`/w/${other}/trpc/members.invite`, { email: 'sam@example.com', role: 'builder' })
    const token = tokenIn(invited.data.link)
    const sam = createBrowser(patchbay.url)
    expect((await sam.trpc('people.invitation', { token }, 'query')).data).toMatchObject({
      known: true,
      workspace: 'Second',
    })
    const refused = await sam.trpc('people.join', { token, ...stranger, password: 'a new pass phrase' })
    expect([refused.status, refused.userCode]).toEqual([401, 'sign-in-to-join'])
    await sam.signIn('sam@example.com')
    expect((await sam.trpc('people.join', { token })).data).toEqual({ slug: other })
    const session = await sam.trpc(`/w/${other}/trpc/session.get`, undefined, 'query')
    expect(session.data).toMatchObject({ place: { slug: other, role: 'builder' } })
    expect(
      (await ann.trpc(`/w/${other}/trpc/members.invite`, { email: 'sam@example.com', role: 'viewer' })).userCode,
    ).toBe('is-member')
  })
})

describe('roles', () => {
  test('are given by owners alone, and hold at once', async () => {
    const bob = await joinAs(patchbay, ann, 'Bob', 'builder')
    const create = () => bob.trpc('flows.create', { name: 'Mine' })
    expect((await create()).status).toBe(200)
    for (const path of [
      'members.setRole',
      'members.remove',
      'members.invite',
      'members.uninvite',
      'workspaces.rename',
    ]) {
      const input = {
        'members.setRole': { userId: await idOf('bob@example.com'), role: 'owner' },
        'members.remove': { userId: await idOf('ann@example.com') },
        'members.invite': { email: 'x@example.com', role: 'owner' },
        'members.uninvite': { id: await idOf('ann@example.com') },
        'workspaces.rename': { name: 'Bob’s' },
      }[path]
      const refused = await bob.trpc(path, input)
      expect([path, refused.status, refused.userCode]).toEqual([path, 403, 'may-not'])
    }
    expect((await ann.trpc('members.setRole', { userId: await idOf('bob@example.com'), role: 'viewer' })).status).toBe(
      200,
    )
    expect((await create()).userCode).toBe('may-not')
    const seen = await list(bob)
    expect(seen.members.map(({ twoFactor }) => twoFactor)).toEqual(seen.members.map(() => null))
    expect(seen.members.find(({ you }) => you)?.email).toBe('bob@example.com')
  })

  test('a workspace is never without an owner, even where two give it up at the same moment', async () => {
    const own = await idOf('ann@example.com')
    for (const [path, input] of [
      ['members.setRole', { userId: own, role: 'builder' }],
      ['members.remove', { userId: own }],
      ['members.leave', undefined],
    ] as const)
      expect((await ann.trpc(path, input)).userCode).toBe('last-owner')
    const eve = await joinAs(patchbay, ann, 'Eve', 'owner')
    const both = await Promise.all([ann.trpc('members.leave'), eve.trpc('members.leave')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const stayed = both[0].status === 200 ? eve : ann
    await patchbay.pool.query(
      `UPDATE member SET role = 'owner' WHERE user_id = (SELECT id FROM person WHERE email = 'eve@example.com')`,
    )
    if (stayed === eve) {
      const token = tokenIn((await eve.trpc('members.invite', { email: 'ann@example.com', role: 'owner' })).data.link)
      await ann.trpc('people.join', { token })
    }
    expect((await list(ann)).members.find(({ you }) => you)?.role).toBe('owner')
  })

  test('what was done with them is written down', async () => {
    const { rows } = await patchbay.pool.query<{ action: string; actor_name: string; address: string }>(
      'SELECT action, actor_name, address FROM audit_entry',
    )
    for (const action of ['member.invite', 'member.uninvite', 'member.join', 'member.role', 'member.remove'])
      expect(rows.find((row) => row.action === action)).toMatchObject({
        actor_name: expect.stringMatching(/\w/),
        address: '127.0.0.1',
      })
    expect(JSON.stringify(rows)).not.toContain(goodPassword)
  })
})

test('workspaces get addresses of their own, and another name later', async () => {
  const slugs = await Promise.all(
    ['Ärzte & Co.', 'Ärzte & Co.', '日本'].map(
      async (name) => (await ann.trpc('workspaces.create', { name })).data.slug,
    ),
  )
  expect(slugs.sort()).toEqual(['arzte-co', 'arzte-co-2', 'workspace'])
  expect((await ann.trpc('/w/arzte-co/trpc/workspaces.rename', { name: 'Praxis' })).status).toBe(200)
  const { data } = await ann.trpc('/w/arzte-co/trpc/session.get', undefined, 'query')
  expect(data.place).toMatchObject({ slug: 'arzte-co', name: 'Praxis', role: 'owner' })
  expect((await createBrowser(patchbay.url).trpc('workspaces.create', { name: 'x' })).status).toBe(401)
})

describe('what somebody watches ends within 15 s', () => {
  test.concurrent.for([
    [
      'when their session is revoked',
      'Fay',
      'UNAUTHORIZED',
      async (fay: Browser) => void (await fay.auth('revoke-sessions', {})),
    ],
    [
      'when they are removed',
      'Gus',
      'FORBIDDEN',
      async () => void (await ann.trpc('members.remove', { userId: await idOf('gus@example.com') })),
    ],
    [
      'when they get another role',
      'Hal',
      'FORBIDDEN',
      async () => void (await ann.trpc('members.setRole', { userId: await idOf('hal@example.com'), role: 'viewer' })),
    ],
  ] as const)('%s', { timeout: 40_000 }, async ([, name, code, end], { expect }) => {
    const fay = await joinAs(patchbay, ann, name, 'operator')
    // Another place to be does not keep what they watch in this one going.
    await fay.trpc('workspaces.create', { name: 'Own' })
    const cookie = [...fay.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const stream = await fetch(`${patchbay.url}/trpc/live.onNow`, {
      headers: { cookie, accept: 'text/event-stream' },
    })
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const over = (async () => {
      for (;;) {
        const next = await reader?.read()
        if (!next || next.done) return
        heard += next.value
        if (heard.includes('serialized-error')) return
      }
    })()
    await expect.poll(() => heard, { timeout: 10_000 }).toContain('whole')
    const began = Date.now()
    await end(fay)
    await over
    expect(Date.now() - began).toBeLessThan(15_000)
    expect(heard).toContain(`"code":"${code}"`)
  })
})
