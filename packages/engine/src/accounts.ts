import { createHoiio, type Hoiio } from '@patchbay/hoiio/client'
import { LRUCache } from 'lru-cache'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import { patiently } from './database-fault'
import { fetchAgain } from './fetch-again'
import type { AllowedAddresses } from './outbound/allowed-addresses'
import { guardedConnect } from './outbound/guarded-connect'
import { aboutAccount, type Cipher, WrongKeyError } from './secrets/cipher'

/** An account at the carrier, ready to be used. */
export type CarrierAccount = {
  id: string
  workspaceId: string
  label: string
  appId: string
  /** Its API. It may be closed while it is held: ask for the account again before every request. */
  hoiio: Hoiio
  /** The key of its notifications' signatures. */
  accessToken: string
  /** Whether it signs its notifications. */
  signed: boolean
}

/** What is needed to speak to the carrier. `baseUrl`: null is the carrier's own address. */
export type Credentials = { appId: string; accessToken: string; baseUrl: string | null }

/** More accounts than this in use at once, and those that were used longest ago are let go. */
const mostKept = 500
/** How long an account is believed to be as it was, in milliseconds, where word of a change does not come through. */
const believed = 5_000

const rowSchema = z.object({
  id: z.string(),
  workspace_id: z.string(),
  label: z.string(),
  app_id: z.string(),
  token: z.instanceof(Uint8Array),
  base_url: z.string().nullable(),
  signed: z.boolean(),
  from_environment: z.boolean(),
})
const idsSchema = z.array(z.object({ id: z.string() }))

/** `account` is null: there is none, or its token was kept under another key. `row`: as it was read. */
type Kept = { account: CarrierAccount | null; row: string }

/**
 * The carrier accounts of all workspaces, each with its own connections, kept as long as they are used. `forget` is called when
 * any process has changed one.
 */
export function createAccounts(deps: {
  pool: Pool
  cipher: Cipher
  log: Logger
  /** Where accounts that people enter may have their API, beside public addresses. The environment's may be anywhere. */
  allowed: AllowedAddresses
  /** For one request, in milliseconds; default: the client's own. */
  timeoutMs?: number
  /** The carrier's own address; default: Hoiio's. */
  carrierUrl?: string
}) {
  const { cipher, log, allowed, timeoutMs, carrierUrl } = deps
  const pool = patiently(deps.pool)
  const connectMs = timeoutMs ?? 10_000
  const cache = new LRUCache<string, Kept>({
    max: mostKept,
    ttl: believed,
    fetchMethod: load,
    // Requests under way are finished; whoever comes later asks for the account again.
    dispose: ({ account }) => void account?.hoiio.close().catch(() => undefined),
  })

  function clientFor({ appId, accessToken, baseUrl }: Credentials, guarded: boolean): Hoiio {
    const address = baseUrl ?? carrierUrl
    return createHoiio({
      appId,
      accessToken,
      ...(address === undefined ? {} : { baseUrl: address }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(guarded ? { connect: guardedConnect(allowed, connectMs) } : {}),
    })
  }

  /** What has not changed is the same as before, so that its connections stay, and the way to it stays open or barred. */
  async function load(id: string, before: Kept | undefined): Promise<Kept> {
    const { rows } = await pool.query({
      name: 'carrier-account',
      text: `SELECT id, workspace_id, label, app_id, token, base_url, signed, from_environment
             FROM carrier_account WHERE id = $1`,
      values: [id],
    })
    const read = JSON.stringify(rows[0] ?? null)
    if (before?.row === read) return before
    return { account: rows[0] === undefined ? null : accountOf(rowSchema.parse(rows[0])), row: read }
  }

  function accountOf(row: z.output<typeof rowSchema>): CarrierAccount | null {
    const { id, workspace_id: workspaceId, label, app_id: appId, base_url: baseUrl, signed } = row
    const accessToken = tokenOf(row)
    if (accessToken === null) return null
    const hoiio = clientFor({ appId, accessToken, baseUrl }, baseUrl !== null && !row.from_environment)
    return { id, workspaceId, label, appId, accessToken, signed, hoiio }
  }

  function tokenOf({ id, token }: z.output<typeof rowSchema>): string | null {
    try {
      return cipher.decrypt(token, aboutAccount(id))
    } catch (error) {
      if (!(error instanceof WrongKeyError)) throw error
      log.error({ accountId: id }, 'the access token of a carrier account was kept under another key: enter it anew')
      return null
    }
  }

  async function get(id: string): Promise<CarrierAccount | null> {
    return (await fetchAgain(cache, id))?.account ?? null
  }

  return {
    /** Null: it was removed, or its token can't be read under the key at hand. Rejects if the database is away for long. */
    get,
    /** The ids of a workspace's accounts: the environment's first, then the oldest. */
    async idsOf(workspaceId: string): Promise<string[]> {
      const { rows } = await pool.query({
        name: 'accounts-of-workspace',
        text: `SELECT id FROM carrier_account WHERE workspace_id = $1 ORDER BY from_environment DESC, created_at, id`,
        values: [workspaceId],
      })
      return idsSchema.parse(rows).map(({ id }) => id)
    },
    /** Speaks to the carrier with what somebody has entered and nobody keeps yet. Close it afterwards. */
    tryOut: (credentials: Credentials): Hoiio => clientFor(credentials, credentials.baseUrl !== null),
    /** Without an id: all. */
    forget(id?: string): void {
      if (id === undefined) cache.clear()
      else cache.delete(id)
    },
    /** Lets all connections go, when what is under way is answered. */
    async close(): Promise<void> {
      const open = [...cache.values()].map(({ account }) => account?.hoiio.close())
      await Promise.all(open)
      cache.clear()
    },
  }
}

export type Accounts = ReturnType<typeof createAccounts>
