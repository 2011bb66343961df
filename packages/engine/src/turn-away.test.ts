import { describe, expect, test } from 'vitest'
import { menu, setUpMenu } from './menu.testing'
import { addNumber, addVersion, addWorkspace } from './testing'

const here = setUpMenu()

async function limit(calls: number, busyMessage: string | null): Promise<void> {
  await here.house.pool.query('UPDATE workspace SET most_calls = $1', [calls])
  await here.house.pool.query('UPDATE phone_number SET busy_message = $1', [busyMessage])
}

/** Another caller on the same number. */
const ringAs = (session: string, token = here.number.token) =>
  here.house.notify(token, {
    session,
    txn_ref: 'AA-C-1',
    call_state: 'ringing',
    from: '+6511111111',
    to: '+6531580000',
  })

async function alerts(): Promise<unknown[]> {
  return (await here.house.pool.query('SELECT code, count FROM alert')).rows
}

describe('a workspace with as many calls as it may have', () => {
  test('turns the next away with the number’s own words, keeps nothing of it, and says so', async () => {
    await limit(1, 'All lines are busy.')
    await here.ring()
    expect((await ringAs('S-2')).message).toBe('There is no room for another call now.')
    await ringAs('S-3')
    await here.house.notify(here.number.token, { session: 'S-2', call_state: 'ended' })
    await here.house.engine.idle()
    expect(await here.house.calls()).toHaveLength(1)
    const away = here.house.carrier.requests.filter(({ params }) => params.session !== here.session)
    expect(away.map(({ path, params }) => [path, params.session, params.msg])).toEqual([
      ['ivr/middle/play', 'S-2', 'All lines are busy.'],
      ['ivr/middle/play', 'S-3', 'All lines are busy.'],
    ])
    await expect.poll(alerts, { timeout: 3_000 }).toEqual([{ code: 'shed', count: 2 }])
  })

  test('lets it ring out where the owner chose that', async () => {
    await limit(0, null)
    await here.ring()
    await here.house.engine.idle()
    expect(here.house.paths()).toEqual([])
  })

  test('still serves the call that is under way', async () => {
    await limit(1, null)
    await here.ring()
    await here.house.finishBlock({ digits: '1' })
    expect(here.house.paths()).toEqual(['ivr/middle/gather', 'ivr/end/transfer'])
  })

  test('takes the next when one has ended', async () => {
    await limit(1, null)
    await here.ring()
    await here.house.finishBlock({ call_state: 'ended' })
    await ringAs('S-2')
    expect(await here.house.calls()).toHaveLength(2)
  })

  test('is in nobody else’s way', async () => {
    await limit(0, null)
    const neighbour = await addWorkspace(here.house.pool)
    const { versionId } = await addVersion(here.house.pool, neighbour, menu)
    const { token } = await addNumber(here.house.pool, neighbour, versionId, '+6531580001')
    await ringAs('S-2', token)
    expect(await here.house.calls()).toHaveLength(1)
  })
})
