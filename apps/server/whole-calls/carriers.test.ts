import { sign } from '@patchbay/hoiio/signature'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type OwnNumber, publishTemplate } from './ring'
import { Caller } from './scripted-caller'
import { type Stack, startCarrier, startStack } from './stack'

/*
 * Two carriers, each a simulator of its own, and one Patchbay: a request that went to the wrong one would be refused there.
 */

const second = { appId: 'second-app', accessToken: 'second-secret-token', numbers: ['+6531589000', '+6531589001'] }
const mine = '+6531589000'

let stack: Stack
let carrier: Awaited<ReturnType<typeof startCarrier>>
let accountId = ''

beforeAll(async () => {
  ;[stack, carrier] = await Promise.all([startStack({ env: { REQUEST_ALLOW: '127.0.0.1' } }), startCarrier(second)])
})
afterAll(async () => {
  await stack?.stop()
  await carrier?.stop()
})

const { appId, accessToken } = second
const entered = (more: object = {}) => ({
  label: 'Second office',
  appId,
  accessToken,
  baseUrl: `${carrier.url}/open/`,
  signed: true,
  ...more,
})
const refused = (asked: Promise<unknown>) =>
  asked.then(
    () => 'taken',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
const accounts = () => stack.api.carriers.list.query()
const numberOf = async (e164: string): Promise<OwnNumber & Awaited<ReturnType<typeof all>>[number]> => {
  const found = (await all()).find((number) => number.e164 === e164)
  if (!found) throw new Error(`There is no number ${e164}.`)
  return found
}
const all = () => stack.api.numbers.list.query()

const carrierNumbers = z.array(z.looseObject({ number: z.string(), forward_to: z.string() }))
async function forwardTo(e164: string, url = carrier.url): Promise<string | undefined> {
  const said = carrierNumbers.parse(await (await fetch(`${url}/control/numbers`)).json())
  return said.find(({ number }) => number === e164)?.forward_to
}

/** As the owner of the account would, in the carrier's own pages. */
async function forwardElsewhere(e164: string, to: string): Promise<void> {
  const body = new URLSearchParams({
    app_id: appId,
    access_token: accessToken,
    number: e164,
    forward_to: to,
    mode: 'voice',
  })
  const answer = await fetch(`${carrier.url}/open/number/update_forwarding`, { method: 'POST', body })
  expect(await answer.json()).toEqual({ status: 'success_ok' })
}

const session = z.object({ session: z.string() })
async function ring(url: string, to: string): Promise<Caller> {
  const answer = await fetch(`${url}/control/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: '+6591234567', to }),
  })
  return new Caller(url, session.parse(await answer.json()).session)
}

describe('an account', () => {
  test('is there from the environment, and its token is the environment’s to say', async () => {
    const [environment, ...others] = await accounts()
    expect(others).toEqual([])
    expect(environment).toMatchObject({ name: 'patchbay-demo', fromEnvironment: true, fault: null })
    expect(environment?.numbers).toHaveLength(3)
    const edit = { accountId: environment?.id ?? '', label: 'Demo', signed: true }
    expect(await refused(stack.api.carriers.edit.mutate({ ...edit, accessToken: 'x' }))).toMatch(/HOIIO_ACCESS_TOKEN/)
    expect(await refused(stack.api.carriers.remove.mutate({ accountId: edit.accountId }))).toMatch(/HOIIO_APP_ID/)
    await stack.api.carriers.edit.mutate(edit)
    expect(await accounts()).toMatchObject([{ name: 'Demo' }])
  })

  test.each([
    ['a wrong token', { accessToken: 'wrong' }, /error_invalid_access_token.*Check the access token/],
    ['a wrong app ID', { appId: 'nobody' }, /error_invalid_app_id/],
    ['an address where nobody is', { baseUrl: 'http://127.0.0.1:9/open' }, /can’t be reached/],
    ['an address in this house', { baseUrl: 'http://10.1.2.3/open' }, /REQUEST_ALLOW/],
    ['where a cloud tells its secrets', { baseUrl: 'http://169.254.169.254/latest' }, /REQUEST_ALLOW/],
    ['where a cloud tells its secrets, by IPv6', { baseUrl: 'http://[fd00:ec2::254]/latest' }, /REQUEST_ALLOW/],
    ['an address that is none', { baseUrl: 'hoiio' }, /beginning with https/],
  ])('with %s is refused with the carrier’s own reason, and nothing is kept', async (_, wrong, reason) => {
    expect(await refused(stack.api.carriers.add.mutate(entered(wrong)))).toMatch(reason)
    expect(await accounts()).toHaveLength(1)
  })

  test('is checked, kept, and its numbers are read; forwarding is set and verified', async () => {
    await forwardElsewhere('+6531589001', 'http://127.0.0.1:9/old-program')
    const added = await stack.api.carriers.add.mutate(entered())
    accountId = added.id
    expect(added.warnings).toEqual([])
    const [, account] = await accounts()
    expect(account).toMatchObject({
      name: 'Second office',
      balance: { amount: '1000.000', currency: 'SGD' },
      fault: null,
    })
    expect(account?.numbers.map(({ e164 }) => e164)).toEqual(second.numbers)
    expect(JSON.stringify(await accounts())).not.toContain(accessToken)
    expect(await numberOf(mine)).toMatchObject({ account: { id: accountId }, forwarding: { state: 'here' } })
    expect(await numberOf('+6531589001')).toMatchObject({ forwarding: { state: 'elsewhere' } })
    expect(await refused(stack.api.carriers.add.mutate(entered()))).toMatch(/is here already/)
  })

  test('whose token is changed at the carrier shows it, and is mended', async () => {
    expect(await stack.api.carriers.check.mutate({ accountId })).toEqual({ fault: null })
    const edit = { accountId, label: 'Second office', signed: true }
    expect(await refused(stack.api.carriers.edit.mutate({ ...edit, accessToken: 'wrong' }))).toMatch(
      /error_invalid_access_token/,
    )
    expect(await stack.api.carriers.check.mutate({ accountId })).toEqual({ fault: null })
    await stack.api.carriers.edit.mutate({ ...edit, accessToken })
  })
})

describe('calls', () => {
  beforeAll(async () => {
    const first = (await all())[0]
    if (!first) throw new Error('There is no number.')
    await publishTemplate(stack, first, 'auto-attendant')
    await publishTemplate(stack, await numberOf(mine), 'auto-attendant')
  })

  test('of two carriers at once run each at its own', async () => {
    const demo = (await all())[0]?.e164 ?? ''
    const callers = [await ring(carrier.url, mine), await ring(stack.simulator, demo)]
    for (const caller of callers) {
      await caller.until('the menu', (now) => now.running === 'gather')
      await caller.follow([{ hangsUp: true }])
      await caller.until('the call to end', (now) => now.state === 'ended')
    }
    await expect
      .poll(
        async () => (await stack.api.calls.list.query({})).calls.map(({ called, phase }) => [called, phase]).sort(),
        {
          timeout: 10_000,
        },
      )
      .toEqual([
        [demo, 'over'],
        [mine, 'over'],
      ])
  })

  test('are told to a number by nobody but its own account', async () => {
    const { notifyUrl } = await numberOf(mine)
    const body = new URLSearchParams({
      session: 'S-forged',
      txn_ref: 'AA-C-1',
      call_state: 'ringing',
      from: '+6591234567',
      to: mine,
    }).toString()
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const tell = async (headers: Record<string, string>) =>
      (await fetch(notifyUrl, { method: 'POST', body, headers: { ...form, ...headers } })).status
    expect(await tell({})).toBe(401)
    expect(await tell({ 'x-hoiio-signature': sign('patchbay-demo-token', body) })).toBe(401)
    expect(await tell({ 'x-hoiio-signature': sign(accessToken, body) })).toBe(200)
    // Whoever holds the token may begin a call; this one is over again, for what follows.
    const ended = body.replace('call_state=ringing', 'call_state=ended')
    const headers = { ...form, 'x-hoiio-signature': sign(accessToken, ended) }
    await fetch(notifyUrl, { method: 'POST', body: ended, headers })
    await expect.poll(async () => (await numberOf(mine)).callsNow, { timeout: 10_000 }).toBe(0)
  })
})

describe('a carrier that signs nothing', () => {
  const unsigned = { appId: 'unsigned', accessToken: 'its-token', numbers: ['+6531587000'] }
  let quiet: Awaited<ReturnType<typeof startCarrier>>
  beforeAll(async () => {
    quiet = await startCarrier({ ...unsigned, signed: false })
  })
  afterAll(() => quiet?.stop())

  test('is heard when its account’s switch says so, and not before', async () => {
    const { numbers: _, ...account } = unsigned
    const { id } = await stack.api.carriers.add.mutate({
      ...account,
      label: '',
      baseUrl: `${quiet.url}/open`,
      signed: true,
    })
    await publishTemplate(stack, await numberOf('+6531587000'), 'auto-attendant')
    const calls = async () =>
      (await stack.api.calls.list.query({})).calls.filter(({ called }) => called === '+6531587000')
    const unheard = await ring(quiet.url, '+6531587000')
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect((await unheard.look()).state).toBe('ringing')
    await fetch(`${quiet.url}/control/calls/${unheard.session}/hangup`, { method: 'POST' })
    expect(await calls()).toEqual([])

    await stack.api.carriers.edit.mutate({ accountId: id, label: '', signed: false })
    const heard = await ring(quiet.url, '+6531587000')
    await heard.until('the menu', (now) => now.running === 'gather')
    await heard.follow([{ hangsUp: true }])
    await expect.poll(async () => (await calls()).map(({ phase }) => phase), { timeout: 10_000 }).toEqual(['over'])
    await stack.api.carriers.remove.mutate({ accountId: id })
  })
})

describe('what is removed', () => {
  test('a number is not, while somebody is on the line', async () => {
    const { id: numberId } = await numberOf(mine)
    const caller = await ring(carrier.url, mine)
    await caller.until('the menu', (now) => now.running === 'gather')
    expect(await refused(stack.api.numbers.remove.mutate({ numberId }))).toMatch(/A call is under way/)
    expect(await refused(stack.api.carriers.remove.mutate({ accountId }))).toMatch(
      /A call is under way on “Second office”/,
    )
    expect(await forwardTo(mine)).toBe((await numberOf(mine)).notifyUrl)
    await caller.follow([{ hangsUp: true }])
    await caller.until('the call to end', (now) => now.state === 'ended')
    await expect.poll(async () => (await numberOf(mine)).callsNow, { timeout: 10_000 }).toBe(0)
  })

  test('a number goes elsewhere as before, stays away when the carrier is asked, and can be added again', async () => {
    const other = await numberOf('+6531589001')
    await stack.api.numbers.setForwarding.mutate({ numberId: other.id })
    expect(await forwardTo(other.e164)).toBe(other.notifyUrl)
    expect(await stack.api.numbers.verifyForwarding.mutate({ numberId: other.id })).toEqual({ state: 'here' })

    await stack.api.numbers.remove.mutate({ numberId: other.id })
    expect(await forwardTo(other.e164)).toBe('http://127.0.0.1:9/old-program')
    const { numbers } = await stack.api.numbers.sync.mutate()
    expect(numbers.map(({ e164 }) => e164)).not.toContain(other.e164)
    expect(await stack.api.numbers.removed.query()).toMatchObject([{ id: other.id, e164: other.e164 }])
    expect((await fetch(other.notifyUrl, { method: 'POST', body: 'session=S1&call_state=ringing' })).status).toBe(401)

    await stack.api.numbers.addAgain.mutate({ numberId: other.id })
    const again = await numberOf(other.e164)
    expect(again.notifyUrl).not.toBe(other.notifyUrl)
  })

  test('what somebody else changed at the carrier meanwhile is left alone', async () => {
    const number = await numberOf('+6531589001')
    await stack.api.numbers.setForwarding.mutate({ numberId: number.id })
    await forwardElsewhere(number.e164, 'http://127.0.0.1:9/new-program')
    expect(await stack.api.numbers.verifyForwarding.mutate({ numberId: number.id })).toEqual({ state: 'elsewhere' })
    await stack.api.numbers.remove.mutate({ numberId: number.id })
    expect(await forwardTo(number.e164)).toBe('http://127.0.0.1:9/new-program')
    await stack.api.numbers.addAgain.mutate({ numberId: number.id })
  })

  test('an account puts the forwarding of its numbers back, and its calls stay in the log', async () => {
    const before = (await stack.api.calls.list.query({})).calls.length
    await stack.api.carriers.remove.mutate({ accountId })
    expect(await forwardTo(mine)).toBe('')
    expect((await accounts()).map(({ name }) => name)).toEqual(['Demo'])
    expect(await numberOf(mine)).toMatchObject({ account: null, version: { number: 1 } })
    expect((await stack.api.calls.list.query({})).calls).toHaveLength(before)
  })

  test('an account that is added again has its numbers back, with what answered them', async () => {
    const { id } = await stack.api.carriers.add.mutate(entered())
    expect(await numberOf(mine)).toMatchObject({
      account: { id },
      version: { number: 1 },
      forwarding: { state: 'here' },
    })
  })

  test('where the carrier can’t be told, only if one insists', async () => {
    const account = (await accounts()).find(({ appId: its }) => its === appId)
    await carrier.stop()
    const remove = { accountId: account?.id ?? '' }
    expect(await refused(stack.api.carriers.remove.mutate(remove))).toMatch(/did not take the forwarding/)
    expect(await accounts()).toHaveLength(2)
    expect((await stack.api.carriers.check.mutate(remove)).fault).toMatch(/can’t be reached/)
    expect((await accounts())[1]).toMatchObject({
      fault: expect.stringMatching(/can’t be reached/),
      balance: { amount: expect.any(String) },
    })
    const synced = await stack.api.numbers.sync.mutate()
    expect(synced.warnings).toEqual([expect.stringMatching(/^“Second office” could not be asked/)])
    await stack.api.carriers.remove.mutate({ ...remove, anyway: true })
    expect(await accounts()).toHaveLength(1)
  })
})
