import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Reply } from './receive'
import { addNumber, addVersion, addWorkspace, startTestEngine, type TestEngine } from './testing'

/** A menu with a transfer, an SMS that may fail, and an end. */
export const menu = drawFlow({
  start: { block: 'answer', to: { next: 'ask' } },
  ask: {
    block: 'gather',
    config: { message: 'Press 1', keys: ['1', '2'], maxDigits: 1 },
    to: { 'key:1': 'desk', 'key:2': 'text', other: 'bye', none: 'bye' },
  },
  desk: { block: 'transfer', config: { to: 'number', dest: '+6562220001', goOn: true }, to: { failed: 'ask' } },
  text: {
    block: 'sms',
    config: { dest: '+6591110000', text: 'From {{ caller }}' },
    to: { sent: 'bye', failed: 'sorry' },
  },
  sorry: { block: 'play', config: { message: 'No SMS' }, to: { next: 'bye' } },
  bye: { block: 'hangup', config: { message: 'Bye' } },
})

let sessions = 0

/**
 * For a test file: an engine with the menu published on one number, empty again before each test. `session` is that of the
 * test's own call; `ring` rings, as the carrier tells it. Its clocks are short, unless `options` say otherwise.
 */
export function setUpMenu(options: Parameters<typeof startTestEngine>[0] = { timeoutMs: 300 }) {
  let house: TestEngine | undefined
  const here = {
    get house(): TestEngine {
      if (!house) throw new Error('Nothing has been started yet.')
      return house
    },
    /** Forgets every call, and publishes the menu on a new number. */
    empty: async (): Promise<void> => {
      await here.house.pool.query('DELETE FROM workspace')
      here.house.carrier.forget()
      here.workspaceId = await addWorkspace(here.house.pool)
      const { versionId } = await addVersion(here.house.pool, here.workspaceId, menu)
      here.number = await addNumber(here.house.pool, here.workspaceId, versionId)
      sessions += 1
      here.session = `S${sessions}`
    },
    workspaceId: '',
    number: { id: '', token: '' },
    session: '',
    ring: (token?: string): Promise<Reply> =>
      here.house.notify(token ?? here.number.token, {
        session: here.session,
        txn_ref: `AA-C-${sessions}`,
        call_state: 'ringing',
        from: '+6511111111',
        to: '+6531580000',
        tag: '',
        dest: '',
      }),
    theCall: async (): Promise<Awaited<ReturnType<TestEngine['calls']>>[number]> => {
      const [call] = await here.house.calls()
      if (!call) throw new Error('There is no call.')
      return call
    },
  }
  beforeAll(async () => {
    house = await startTestEngine(options)
  })
  afterAll(() => house?.close())
  beforeEach(() => here.empty())
  return here
}
