import { drawFlow } from '@patchbay/flow/testing'
import { sign } from '@patchbay/hoiio/signature'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { menu, setUpMenu } from './menu.testing'
import { type RecordingCarrier, startRecordingCarrier } from './recording-carrier'
import { aboutAccount } from './secrets/cipher'
import { addAccount, addNumber, addVersion, signed, testCipher } from './testing'

const here = setUpMenu()
const token = 'the-other-token'
let other: RecordingCarrier
let account = ''
let number = { id: '', token: '', e164: '' }

/** Beside the menu's own account: another one at another carrier, with a number that runs the menu too. */
beforeEach(async () => {
  other = await startRecordingCarrier()
  // What the environment names may be on this machine.
  account = await addAccount(here.house.pool, here.workspaceId, {
    appId: 'other',
    token,
    baseUrl: other.baseUrl,
    fromEnvironment: true,
  })
  const { versionId } = await addVersion(here.house.pool, here.workspaceId, menu)
  number = await addNumber(here.house.pool, here.workspaceId, versionId, '+6531580009', account)
})
afterEach(() => other.close())

const ringing = (session: string) => ({
  session,
  txn_ref: 'AA-C-1',
  call_state: 'ringing',
  from: '+6511111111',
  to: '+6531580009',
})

/** As the other carrier tells it: signed with `by`, or not at all. */
function tell(address: string, fields: Record<string, string>, by: string | null = token, query = {}) {
  const rawBody = Buffer.from(new URLSearchParams({ ...fields, ...query }).toString())
  return here.house.engine.notify({
    token: address,
    query,
    rawBody,
    signature: by === null ? undefined : sign(by, rawBody),
  })
}

const change = (set: string) => here.house.pool.query(`UPDATE carrier_account SET ${set} WHERE id = $1`, [account])

describe('two accounts', () => {
  test('each call’s requests go to its own, though both call it by the same session', async () => {
    await here.ring()
    await tell(number.token, ringing(here.session))
    await here.house.engine.idle()
    expect(here.house.paths()).toEqual(['ivr/middle/gather'])
    expect(other.requests.map(({ path }) => path)).toEqual(['ivr/middle/gather'])
    expect(other.requests[0]?.params).toMatchObject({ app_id: 'other', access_token: token })
    const calls = await here.house.calls()
    expect(calls.map(({ session }) => session)).toEqual([here.session, here.session])

    await tell(number.token, { ...ringing(here.session), call_state: 'ended' })
    await here.house.engine.idle()
    const { rows } = await here.house.pool.query('SELECT account_id, phase FROM call ORDER BY started_at')
    expect(rows).toEqual([
      { account_id: expect.not.stringMatching(account), phase: 'running' },
      { account_id: account, phase: 'over' },
    ])
  })

  test('what is signed with the other’s token changes nothing, at a number and at a call', async () => {
    const { status } = await here.house.engine.notify(signed(number.token, ringing('S-1')))
    expect(status).toBe(401)
    expect((await tell(here.number.token, ringing('S-2'))).status).toBe(401)
    expect(await here.house.calls()).toEqual([])

    await here.ring()
    await here.house.engine.idle()
    const call = await here.theCall()
    const digits = { session: here.session, call_state: 'ongoing', digits: '1' }
    expect((await tell(call.token, digits, token, { step: '1' })).status).toBe(401)
    expect(await here.house.events(call.id)).toHaveLength(1)
  })

  test('one whose carrier is away does not stop the other', async () => {
    await other.close()
    for (let at = 0; at < 12; at++) await tell(number.token, ringing(`S-away-${at}`))
    await here.house.engine.idle()
    await here.ring()
    await here.house.engine.idle()
    expect(here.house.paths()).toEqual(['ivr/middle/gather'])
    expect((await here.house.calls()).filter(({ phase }) => phase === 'running')).toHaveLength(1)
  })

  test('a call that goes out runs on that of the number it shows, else on the environment’s', async () => {
    const dial = drawFlow({ ring: { block: 'dial', to: { answered: 'bye' } }, bye: { block: 'hangup' } })
    const { versionId } = await addVersion(here.house.pool, here.workspaceId, dial)
    const place = { workspaceId: here.workspaceId, versionId, caller: '', called: '+6581110000' }
    await here.house.engine.place({ ...place, shows: '+6531580000' })
    await here.house.engine.idle()
    expect(here.house.paths()).toEqual(['ivr/start/dial'])
    expect(other.requests).toEqual([])
    for (const shows of ['+6531580009', '', '+6599999999']) await here.house.engine.place({ ...place, shows })
    await here.house.engine.idle()
    expect(other.requests.map(({ path }) => path)).toEqual(['ivr/start/dial', 'ivr/start/dial', 'ivr/start/dial'])
    await here.house.pool.query('DELETE FROM carrier_account')
    expect(await here.house.engine.place({ ...place, shows: '' })).toBeNull()
  })
})

describe('what is not signed', () => {
  test('is believed only where the account says that it signs nothing', async () => {
    expect((await tell(number.token, ringing('S-1'), null)).status).toBe(401)
    await change('signed = false')
    here.house.accounts.forget(account)
    expect((await tell(number.token, ringing('S-1'), null)).status).toBe(200)
    expect((await tell(here.number.token, ringing('S-2'), null)).status).toBe(401)
    expect(await here.house.calls()).toHaveLength(1)
  })

  test('a wrong signature is refused even there', async () => {
    await change('signed = false')
    here.house.accounts.forget(account)
    expect((await tell(number.token, ringing('S-1'), 'somebody else’s')).status).toBe(401)
  })
})

describe('an account that is changed', () => {
  test('is followed by every process at once, and by calls under way', async () => {
    await here.house.engine.start()
    await tell(number.token, ringing('S-1'))
    await here.house.engine.idle()
    await here.house.pool.query('UPDATE carrier_account SET token = $2 WHERE id = $1', [
      account,
      testCipher.encrypt('a-new-token', aboutAccount(account)),
    ])
    const [call] = await here.house.calls()
    const done = { session: 'S-1', call_state: 'ongoing', digits: '1' }
    const withNew = async () => (await tell(call?.token ?? '', done, 'a-new-token', { step: '1' })).status
    await expect.poll(withNew, { timeout: 1_000 }).toBe(200)
    await here.house.engine.idle()
    expect(other.requests.at(-1)).toMatchObject({ path: 'ivr/end/transfer', params: { access_token: 'a-new-token' } })
  })

  test('and one that is gone ends its calls instead of leaving them', async () => {
    await tell(number.token, ringing('S-1'))
    await here.house.engine.idle()
    await here.house.pool.query('DELETE FROM carrier_account WHERE id = $1', [account])
    here.house.accounts.forget(account)
    const [call] = await here.house.calls()
    expect(
      (await tell(call?.token ?? '', { session: 'S-1', call_state: 'ongoing' }, token, { step: '1' })).status,
    ).toBe(401)
    await here.house.pool.query(`UPDATE call SET due_at = now()`)
    for (let look = 0; look < 5; look++) {
      await here.house.engine.lookAfter()
      await here.house.engine.idle()
    }
    expect(await here.theCall()).toMatchObject({ phase: 'over', disposition: 'broken' })
  })

  test('a token that was kept under another key stops nobody else', async () => {
    await change(`token = '\\x00'`)
    here.house.accounts.forget(account)
    expect((await tell(number.token, ringing('S-1'))).status).toBe(401)
    expect((await here.ring()).status).toBe(200)
  })
})

test('a call from before accounts were kept goes on with the environment’s', async () => {
  await tell(number.token, ringing('S-1'))
  await here.house.engine.idle()
  await here.house.pool.query('UPDATE call SET account_id = NULL')
  const second = here.house.startProcess()
  const [call] = await here.house.calls()
  const rawBody = Buffer.from(
    new URLSearchParams({ session: 'S-1', call_state: 'ongoing', digits: '1', step: '1' }).toString(),
  )
  const told = { token: call?.token ?? '', query: { step: '1' }, rawBody, signature: sign(token, rawBody) }
  expect((await second.notify(told)).status).toBe(200)
  await second.idle()
  expect(other.requests.at(-1)?.path).toBe('ivr/end/transfer')
  await second.close()
})

test('no step asks the database for its account', async () => {
  await here.ring()
  await here.house.engine.idle()
  const asked: string[] = []
  const query = here.house.pool.query.bind(here.house.pool)
  const told: unknown = Object.assign(here.house.pool, {
    query: (what: { name?: string }, ...more: never[]) => {
      asked.push(what.name ?? '')
      return query(what as never, ...more)
    },
  })
  expect(told).toBe(here.house.pool)
  await here.house.finishBlock({ digits: '1' })
  Object.assign(here.house.pool, { query })
  expect(asked).toContain('write-steps')
  expect(asked).not.toContain('carrier-account')
})
