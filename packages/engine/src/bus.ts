import pg, { type Pool } from 'pg'
import type { Logger } from 'pino'
import type { Change } from './changes'

const callsChannel = 'patchbay_calls'
/** Told by a trigger on `phone_number`, with the number's token. */
const numbersChannel = 'patchbay_numbers'
/** Told by a trigger on `carrier_account`, with the account's id. */
const accountsChannel = 'patchbay_accounts'
/** Changes of so many milliseconds share one notification. */
const gathering = 20
/** More changes than this are told as "many": whoever listens then looks into the table. */
const mostTold = 90
const reconnectAfter = 1_000
/** Nothing is lost if the telling is: it waits for no disk, which the steps' own commits need. */
const telling = `SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`

/**
 * Tells the other processes on this database what was committed here, and hears of theirs: once per gathering, after the
 * commit. What is lost on the way, by a crash or a broken connection, `onMany` makes good: it means "look for yourself".
 */
export function createBus(deps: {
  pool: Pool
  process: string
  log: Logger
  onChange: (change: Change) => void
  onMany: () => void
  onNumber: (token?: string) => void
  onAccount: (id?: string) => void
}) {
  const { pool, process, log } = deps
  const gathered = new Map<string, Change>()
  let timer: NodeJS.Timeout | undefined
  let again: NodeJS.Timeout | undefined
  let listener: pg.Client | undefined
  let stopped = false

  function tell(): void {
    timer = undefined
    const changes = [...gathered.values()]
    gathered.clear()
    const what =
      changes.length > mostTold
        ? '*'
        : changes.map((each) => `${each.workspaceId},${each.callId},${each.seq}`).join(';')
    pool
      .query({ name: 'tell-changes', text: telling, values: [callsChannel, `${process}|${what}`] })
      .catch((error: unknown) => log.debug({ err: error }, 'changes could not be told to other processes'))
  }

  function hear({ channel, payload = '' }: pg.Notification): void {
    if (channel === numbersChannel) return deps.onNumber(payload)
    if (channel === accountsChannel) return deps.onAccount(payload)
    const [from, what = ''] = payload.split('|')
    if (from === process) return
    if (what === '*') return deps.onMany()
    for (const part of what.split(';')) {
      const [workspaceId, callId, seq] = part.split(',')
      if (workspaceId && callId) deps.onChange({ workspaceId, callId, seq: Number(seq) })
    }
  }

  /** What was changed meanwhile was perhaps not heard of. */
  function forgetAll(): void {
    deps.onNumber()
    deps.onAccount()
  }

  async function listen(): Promise<void> {
    const client = new pg.Client({ ...pool.options })
    const retry = () => {
      if (listener === client) listener = undefined
      client.removeAllListeners('end')
      client.end().catch(() => undefined)
      forgetAll()
      if (stopped || again) return
      again = setTimeout(() => {
        again = undefined
        void listen()
      }, reconnectAfter)
    }
    client.on('error', (error) => log.warn({ err: error }, 'the line to other processes broke: it is made again'))
    client.on('end', retry)
    client.on('notification', hear)
    try {
      await client.connect()
      await client.query(`LISTEN ${callsChannel}; LISTEN ${numbersChannel}; LISTEN ${accountsChannel}`)
      listener = client
      deps.onMany()
      forgetAll()
    } catch (error) {
      log.warn({ err: error }, 'other processes can’t be heard: it is tried again')
      retry()
    }
  }

  return {
    listen,
    tell(change: Change): void {
      gathered.set(change.callId, change)
      timer ??= setTimeout(tell, gathering)
    },
    async close(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      clearTimeout(again)
      listener?.removeAllListeners('end')
      await listener?.end().catch(() => undefined)
    },
  }
}

export type Bus = ReturnType<typeof createBus>
