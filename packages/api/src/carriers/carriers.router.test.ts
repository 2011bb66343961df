import { aboutAccount, createCipher } from '@patchbay/engine/secrets/cipher'
import { addNumber } from '@patchbay/engine/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { balanceOf } from '../live/balance'
import { refusal, startTestApi, type TestApi } from '../testing'
import { adoptAccount } from './adopt-account'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.pool.query('TRUNCATE workspace CASCADE')
  house.carrier.forget()
  here = await house.enter()
})

const second = { label: 'Second', appId: 'second', accessToken: 'hush-hush', baseUrl: null, signed: true }
const rowsSchema = z.array(
  z.looseObject({ id: z.string(), app_id: z.string(), from_environment: z.boolean(), token: z.instanceof(Uint8Array) }),
)
const rows = async () =>
  rowsSchema.parse((await house.pool.query('SELECT * FROM carrier_account ORDER BY created_at, id')).rows)

describe('an account', () => {
  test('is kept encrypted as its own, and told without its token', async () => {
    const { id } = await here.api.carriers.add(second)
    const listed = await here.api.carriers.list()
    expect(listed).toHaveLength(2)
    expect(JSON.stringify(listed)).not.toContain('hush-hush')
    const [, row] = await rows()
    expect(Buffer.from(row?.token ?? []).toString('latin1')).not.toContain('hush-hush')
    expect(house.deps.cipher.decrypt(row?.token ?? new Uint8Array(), aboutAccount(id))).toBe('hush-hush')
  })

  test('that the carrier refuses is not kept; one that it is too busy for neither', async () => {
    for (const status of ['error_invalid_app_id', 'error_permission_denied', 'error_rate_limit_exceeded']) {
      house.carrier.answerNext('user/get_balance', { status })
      expect(await refusal(here.api.carriers.add(second))).toMatchObject({
        userCode: 'carrier-refused',
        message: expect.stringContaining(status),
      })
    }
    expect(await rows()).toHaveLength(1)
  })

  test('whose numbers can’t be read is kept all the same, and that is said', async () => {
    house.carrier.answerNext('number/get_active', { status: 'error_permission_denied' })
    expect(await here.api.carriers.add(second)).toMatchObject({
      warnings: [expect.stringContaining('permission_denied')],
    })
    expect(await rows()).toHaveLength(2)
  })

  test('asked for at the same moment is kept once', async () => {
    const both = await Promise.allSettled([here.api.carriers.add(second), here.api.carriers.add(second)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await rows()).toHaveLength(2)
  })

  test('is its own workspace’s alone', async () => {
    const [account] = await here.api.carriers.list()
    const accountId = account?.id ?? ''
    const { api } = await house.enter()
    const edit = { accountId, label: 'Mine', signed: false, accessToken: 'x' }
    const asked = [
      api.carriers.edit(edit),
      api.carriers.check({ accountId }),
      api.carriers.remove({ accountId, anyway: true }),
    ]
    for (const { userCode } of await Promise.all(asked.map(refusal))) expect(userCode).toBe('no-carrier-account')
    expect((await api.carriers.list()).map(({ id }) => id)).not.toContain(accountId)
    expect(await here.api.carriers.list()).toEqual([account])
  })

  test('that was rate-limited is not said to be faulty', async () => {
    const [account] = await here.api.carriers.list()
    house.carrier.answerNext('user/get_balance', { status: 'error_rate_limit_exceeded' })
    expect(await refusal(here.api.carriers.check({ accountId: account?.id ?? '' }))).toMatchObject({
      userCode: 'carrier',
    })
    expect(await here.api.carriers.list()).toEqual([account])
  })
})

describe('the environment’s account', () => {
  const context = () => house.contextOf(here.workspaceId)
  const environment = { appId: 'env-app', accessToken: 'env-token', baseUrl: null }
  beforeEach(() => house.pool.query('DELETE FROM carrier_account'))

  test('takes the numbers from before accounts were kept, once, however many servers start', async () => {
    const number = await addNumber(house.pool, here.workspaceId, null)
    const all = await Promise.all([1, 2, 3].map(() => adoptAccount(context(), environment)))
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    expect(await here.api.numbers.list()).toMatchObject([
      { id: number.id, account: { id: all[0]?.id, fromEnvironment: true } },
    ])
    await house.pool.query('UPDATE phone_number SET account_id = NULL')
    await adoptAccount(context(), environment)
    expect(await here.api.numbers.list()).toMatchObject([{ account: null }])
  })

  test('follows what is changed there, and is written only then', async () => {
    const { id } = await adoptAccount(context(), environment)
    const [first] = await rows()
    await adoptAccount(context(), environment)
    expect(await rows()).toEqual([first])
    await adoptAccount(context(), {
      appId: 'other-app',
      accessToken: 'other-token',
      baseUrl: 'http://127.0.0.1:1/open',
    })
    expect(await house.accounts.get(id)).toMatchObject({ appId: 'other-app', accessToken: 'other-token' })
  })

  test('is mended by the environment when its token was kept under another key', async () => {
    const { id } = await adoptAccount(context(), environment)
    const lost = createCipher(Buffer.alloc(32, 9)).encrypt('env-token', aboutAccount(id))
    await house.pool.query('UPDATE carrier_account SET token = $1', [lost])
    house.accounts.forget()
    expect(await house.accounts.get(id)).toBeNull()
    await adoptAccount(context(), environment)
    expect(await house.accounts.get(id)).toMatchObject({ accessToken: 'env-token' })
  })

  test('is one that somebody entered, if the environment names that; the one before is an ordinary one then', async () => {
    await adoptAccount(context(), environment)
    const { id } = await here.api.carriers.add({ ...second, label: 'Ours' })
    await adoptAccount(context(), { appId: 'second', accessToken: 'newer', baseUrl: null })
    expect((await here.api.carriers.list()).map((row) => [row.id === id, row.fromEnvironment])).toEqual([
      [true, true],
      [false, false],
    ])
    expect(await house.accounts.get(id)).toMatchObject({ accessToken: 'newer', label: 'Ours' })
  })
})

test('the balance that is told while one watches is the lowest, and whose it is', async () => {
  await here.api.carriers.add(second)
  const answer = (balance: string) => ({ status: 'success_ok', currency: 'SGD', balance })
  house.carrier.answerNext('user/get_balance', answer('50.000'), answer('7.500'))
  const context = house.contextOf(here.workspaceId)
  await expect.poll(() => balanceOf(context)?.amount, { timeout: 5_000 }).toBe('7.500')
  expect(balanceOf(context)?.account).toMatch(/^(Second|test-app)$/)
})
