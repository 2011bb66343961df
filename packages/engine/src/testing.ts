import { createPool } from '@patchbay/db/pool'
import { createTestDatabase } from '@patchbay/db/test-database'
import type { FlowDocument } from '@patchbay/flow/document'
import { sign } from '@patchbay/hoiio/signature'
import type { Pool } from 'pg'
import pino from 'pino'
import { z } from 'zod'
import { createAccounts } from './accounts'
import { createEngine } from './engine'
import { readAllowed } from './outbound/allowed-addresses'
import { createMailer } from './outbound/mail'
import { createOutbound } from './outbound/outbound'
import type { Reply } from './receive'
import { startRecordingCarrier } from './recording-carrier'
import { aboutAccount, createCipher } from './secrets/cipher'
import type { TimingOptions } from './timing'
import { createToken } from './token'
import { uuidV7 } from './uuid-v7'

export const accessToken = 'test-access-token'
export const publicUrl = 'http://patchbay.test'
export const testCipher = createCipher(Buffer.alloc(32, 7))

const callSchema = z.object({
  id: z.string(),
  version_id: z.string(),
  token: z.string(),
  session: z.string().nullable(),
  phase: z.string(),
  disposition: z.string().nullable(),
  txn_ref: z.string().nullable(),
  bill: z.unknown(),
})
const eventSchema = z.object({ seq: z.number(), key: z.string(), trace: z.array(z.looseObject({ type: z.string() })) })

/** An engine on a database of its own, with a carrier that remembers what it was asked for. */
export async function startTestEngine(
  options: { timeoutMs?: number; timing?: TimingOptions; allow?: string; smtpUrl?: string } = {},
) {
  const database = await createTestDatabase()
  const pool = createPool(database.url)
  const carrier = await startRecordingCarrier()
  const log = pino({ level: 'silent' })
  /** The accounts as one process knows them. Those without an address of their own are at the recording carrier. */
  const startAccounts = () =>
    createAccounts({
      pool,
      cipher: testCipher,
      log,
      allowed: readAllowed(options.allow ?? ''),
      timeoutMs: options.timeoutMs ?? 1_000,
      carrierUrl: carrier.baseUrl,
    })
  const accounts = startAccounts()
  const outside = {
    outbound: createOutbound({ allowed: readAllowed(options.allow ?? '') }),
    mailer: createMailer(options.smtpUrl, 'patchbay@example.com'),
    cipher: testCipher,
  }
  /** Another process on the same database, as far as the database can tell. */
  const startProcess = (its = startAccounts()) =>
    createEngine({
      pool,
      accounts: its,
      publicUrl,
      log,
      outside,
      timing: {
        leaseMs: 1_000,
        lookMs: 200,
        retries: 1,
        firstPauseMs: 10,
        longestPauseMs: 20,
        deadlineScale: 0.001,
        ...options.timing,
      },
    })
  const engine = startProcess(accounts)

  async function notifyRaw(
    token: string,
    rawBody: Buffer,
    more: { query?: Record<string, string>; signature?: string } = {},
  ) {
    return engine.notify({
      token,
      query: more.query ?? {},
      rawBody,
      signature: more.signature ?? sign(accessToken, rawBody),
    })
  }

  /** Tells the engine something, as the carrier would: the address's own parameters come back in the body. */
  async function notify(
    token: string,
    fields: Record<string, string>,
    query: Record<string, string> = {},
  ): Promise<Reply> {
    return engine.notify(signed(token, fields, query))
  }

  /** Answers the carrier's newest request that bore a notification address, as the end of its block. */
  async function finishBlock(fields: Record<string, string> = {}): Promise<Reply> {
    await engine.idle()
    const request = carrier.requests.findLast(({ params }) => params.notify_url !== undefined)
    const address = new URL(request?.params.notify_url ?? 'http://nowhere')
    const token = address.pathname.split('/').at(-1) ?? ''
    const session = request?.params.session ?? 'S91'
    const reply = await notify(
      token,
      { session, call_state: 'ongoing', ...fields },
      Object.fromEntries(address.searchParams),
    )
    await engine.idle()
    return reply
  }

  return {
    engine,
    startProcess,
    database,
    pool,
    carrier,
    accounts,
    cipher: outside.cipher,
    log,
    notify,
    notifyRaw,
    finishBlock,
    paths: () => carrier.requests.map(({ path }) => path),
    calls: async () => z.array(callSchema).parse((await pool.query('SELECT * FROM call ORDER BY started_at, id')).rows),
    events: async (callId: string) =>
      z
        .array(eventSchema)
        .parse((await pool.query('SELECT * FROM call_event WHERE call_id = $1 ORDER BY seq', [callId])).rows),
    close: async () => {
      await engine.close()
      await outside.outbound.close()
      outside.mailer.close()
      await accounts.close()
      await carrier.close()
      await pool.end()
      await database.drop()
    },
  }
}

export type TestEngine = Awaited<ReturnType<typeof startTestEngine>>

/** A notification as the carrier sends it: signed, with the address's own parameters in the body too. */
export function signed(token: string, fields: Record<string, string>, query: Record<string, string> = {}) {
  const rawBody = Buffer.from(new URLSearchParams({ ...fields, ...query }).toString())
  return { token, query, rawBody, signature: sign(accessToken, rawBody) }
}

/** A workspace of its own with one carrier account; give its id to the other builders. */
export async function addWorkspace(pool: Pool): Promise<string> {
  const id = uuidV7()
  await pool.query('INSERT INTO workspace (id, name) VALUES ($1, $2)', [id, 'Test'])
  await addAccount(pool, id)
  return id
}

/** One more carrier account; default: at the recording carrier, with the token that `signed` signs with. */
export async function addAccount(
  pool: Pool,
  workspaceId: string,
  {
    appId = 'test-app',
    token = accessToken,
    baseUrl = null,
    signed = true,
    fromEnvironment = false,
  }: { appId?: string; token?: string; baseUrl?: string | null; signed?: boolean; fromEnvironment?: boolean } = {},
): Promise<string> {
  const id = uuidV7()
  await pool.query(
    `INSERT INTO carrier_account (id, workspace_id, label, app_id, token, base_url, signed, from_environment)
     VALUES ($1, $2, '', $3, $4, $5, $6, $7)`,
    [id, workspaceId, appId, testCipher.encrypt(token, aboutAccount(id)), baseUrl, signed, fromEnvironment],
  )
  return id
}

/** A flow with one published version of this document. */
export async function addVersion(pool: Pool, workspaceId: string, document: FlowDocument, name = 'Test flow') {
  const flowId = uuidV7()
  const versionId = uuidV7()
  const json = JSON.stringify(document)
  await pool.query('INSERT INTO flow (id, workspace_id, name, draft) VALUES ($1, $2, $3, $4)', [
    flowId,
    workspaceId,
    name,
    json,
  ])
  await pool.query(
    'INSERT INTO flow_version (id, workspace_id, flow_id, number, document) VALUES ($1, $2, $3, 1, $4)',
    [versionId, workspaceId, flowId, json],
  )
  return { flowId, versionId }
}

/** A number of the carrier that runs a version, or none. Without an account: of the workspace's first. */
export async function addNumber(
  pool: Pool,
  workspaceId: string,
  versionId: string | null,
  e164 = '+6531580000',
  accountId: string | null = null,
) {
  const id = uuidV7()
  const token = createToken()
  await pool.query(
    `INSERT INTO phone_number (id, workspace_id, e164, token, version_id, account_id) VALUES ($1, $2, $3, $4, $5, COALESCE($6::uuid,
       (SELECT a.id FROM carrier_account a WHERE a.workspace_id = $2 ORDER BY created_at, id LIMIT 1)))`,
    [id, workspaceId, e164, token, versionId, accountId],
  )
  return { id, token, e164 }
}
