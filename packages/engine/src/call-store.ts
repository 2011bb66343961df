import type { Command } from '@patchbay/flow/command'
import type { Pool } from 'pg'
import { z } from 'zod'
import { type CallRecord, callRecordSchema } from './call-record'
import { patiently } from './database-fault'
import { storableText } from './storable'

/** The carrier's ids of a call, as far as they are known. */
export type CarrierIds = { session?: string | undefined; txnRef?: string | undefined }

/** Calls from before accounts were kept ran on the environment's. */
const account = `COALESCE(c.account_id,
  (SELECT a.id FROM carrier_account a WHERE a.workspace_id = c.workspace_id AND a.from_environment)) AS account_id`
const columns = `c.id, c.workspace_id, c.version_id, ${account}, c.token, c.session, c.txn_ref, c.state, c.last_seq, c.delivery, c.holder,
  c.updated_at, c.bill IS NOT NULL AS billed`

const numberSchema = z
  .object({
    id: z.string(),
    workspace_id: z.string(),
    version_id: z.string().nullable(),
    account_id: z.string().nullable(),
    busy_message: z.string().nullable(),
    settings: z.record(z.string(), z.json()),
    emergency: z.object({ message: z.string(), instead: z.boolean() }).nullable(),
    most_calls: z.number(),
    token: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    workspaceId: row.workspace_id,
    versionId: row.version_id,
    /** The carrier account that it belongs to; null: that was removed. */
    accountId: row.account_id,
    busyMessage: row.busy_message,
    settings: row.settings,
    emergency: row.emergency,
    mostCalls: row.most_calls,
    token: row.token,
  }))

/** A number that notifications come for. */
export type NumberRecord = z.output<typeof numberSchema>

const commandsSchema = z.array(
  z.object({ commands: z.custom<Array<{ step: number; command: Command }>>(Array.isArray) }),
)
const accountSchema = z.tuple([z.object({ id: z.string().nullable() })])
const tokenSchema = z.object({ token: z.string() })
const openSchema = z.array(z.object({ workspace_id: z.string(), calls: z.number() }))

/**
 * The engine's reads, and the writes that are no step. Each is one round trip, planned once per connection, and waits for
 * a database that is away.
 */
export function createCallStore(database: Pool, process: string) {
  const pool = patiently(database)

  async function calls(name: string, text: string, values: unknown[]): Promise<CallRecord[]> {
    const { rows } = await pool.query({ name, text, values })
    return rows.map((row: unknown) => callRecordSchema.parse(row))
  }

  return {
    /** The calls whose notifications come to these tokens. */
    callsByToken: (tokens: readonly string[]) =>
      calls('calls-by-token', `SELECT ${columns} FROM call c WHERE c.token = ANY($1::text[])`, [tokens]),

    /** Accounts count their sessions each by itself. */
    async callBySession(workspaceId: string, accountId: string, session: string): Promise<CallRecord | null> {
      const text = `SELECT ${columns} FROM call c WHERE c.workspace_id = $1 AND c.session = $2
                    AND (c.account_id = $3 OR c.account_id IS NULL) ORDER BY c.account_id NULLS LAST LIMIT 1`
      return (await calls('call-by-session', text, [workspaceId, session, accountId]))[0] ?? null
    },

    /** The account that an outgoing call runs on: that of the number it shows, else the workspace's first; null: it has none. */
    async accountFor(workspaceId: string, callerId: string): Promise<string | null> {
      const { rows } = await pool.query({
        name: 'account-for-call',
        text: `SELECT COALESCE(
                 (SELECT n.account_id FROM phone_number n
                  WHERE n.workspace_id = $1 AND n.e164 = $2 AND n.removed_at IS NULL),
                 (SELECT a.id FROM carrier_account a WHERE a.workspace_id = $1
                  ORDER BY a.from_environment DESC, a.created_at, a.id LIMIT 1)) AS id`,
        values: [workspaceId, callerId],
      })
      return accountSchema.parse(rows)[0].id
    },

    /** The secret part of a call's address, or null if the workspace has no such call. */
    async tokenOf(workspaceId: string, callId: string): Promise<string | null> {
      const { rows } = await pool.query({
        name: 'token-of-call',
        text: 'SELECT token FROM call WHERE workspace_id = $1 AND id = $2',
        values: [workspaceId, callId],
      })
      return rows[0] === undefined ? null : tokenSchema.parse(rows[0]).token
    },

    async numberByToken(token: string): Promise<NumberRecord | null> {
      const { rows } = await pool.query({
        name: 'number-by-token',
        text: `SELECT n.id, n.workspace_id, n.version_id, n.account_id, n.busy_message, n.settings, w.most_calls, n.token,
               CASE WHEN n.emergency_on AND n.emergency_message <> '' AND COALESCE(n.emergency_until > now(), true)
                 THEN jsonb_build_object('message', n.emergency_message, 'instead', n.emergency_instead) END AS emergency
               FROM phone_number n JOIN workspace w ON w.id = n.workspace_id WHERE n.token = $1 AND n.removed_at IS NULL`,
        values: [token],
      })
      return rows[0] === undefined ? null : numberSchema.parse(rows[0])
    },

    /** Whether the call has an event of this key. */
    async hasEvent(callId: string, key: string): Promise<boolean> {
      const { rowCount } = await pool.query({
        name: 'has-event',
        text: 'SELECT 1 FROM call_event WHERE call_id = $1 AND key = $2',
        values: [callId, key],
      })
      return rowCount === 1
    },

    /** What was asked of the carrier by the request of this number. */
    async commandOf(callId: string, step: number): Promise<Command | null> {
      const { rows } = await pool.query({
        name: 'command-of',
        text: `SELECT commands FROM call_event WHERE call_id = $1 AND commands @> jsonb_build_array(jsonb_build_object('step', $2::int))`,
        values: [callId, step],
      })
      const [row] = commandsSchema.parse(rows)
      return row?.commands.find((each) => each.step === step)?.command ?? null
    },

    /** Takes a request that must not leave twice. False if somebody else has, or the call went on. */
    async claim(callId: string, step: number, leaseMs: number): Promise<boolean> {
      const { rowCount } = await pool.query({
        name: 'claim-request',
        text: `UPDATE call SET delivery = 'sending', holder = $3, due_at = now() + $4 * interval '1 ms'
               WHERE id = $1 AND delivery = 'waiting' AND (state ->> 'step')::int = $2`,
        values: [callId, step, process, leaseMs],
      })
      return rowCount === 1
    },

    /** Keeps a request for some time more. False if it is no longer ours, or the call went on. */
    async extend(callId: string, step: number, ms: number): Promise<boolean> {
      const { rowCount } = await pool.query({
        name: 'extend-lease',
        text: `UPDATE call SET due_at = now() + $4 * interval '1 ms'
               WHERE id = $1 AND holder = $3 AND (state ->> 'step')::int = $2 AND open`,
        values: [callId, step, process, ms],
      })
      return rowCount === 1
    },

    /** Notes that the carrier took requests; the calls now wait for what comes of them. */
    async confirm(taken: ReadonlyArray<{ callId: string; step: number; dueMs: number }>): Promise<void> {
      await pool.query({
        name: 'confirm-requests',
        text: `UPDATE call c SET delivery = 'sent', due_at = now() + t.due * interval '1 ms'
               FROM (SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[]) AS x (id, step, due) ORDER BY 1) t
               WHERE c.id = t.id AND c.delivery = 'sending' AND (c.state ->> 'step')::int = t.step`,
        values: [taken.map((each) => each.callId), taken.map((each) => each.step), taken.map((each) => each.dueMs)],
      })
    },

    /** Keeps the ids that the carrier gave to an outgoing call. A session that another call has is left out. */
    async keepIds(callId: string, ids: CarrierIds): Promise<void> {
      await pool.query({
        name: 'keep-ids',
        text: `UPDATE call c SET txn_ref = COALESCE(c.txn_ref, $3), session = COALESCE(c.session,
                 CASE WHEN NOT EXISTS (SELECT 1 FROM call o WHERE o.workspace_id = c.workspace_id AND o.session = $2
                   AND o.account_id IS NOT DISTINCT FROM c.account_id)
                 THEN $2 END)
               WHERE c.id = $1`,
        values: [callId, ids.session ?? null, ids.txnRef === undefined ? null : storableText(ids.txnRef)],
      })
    },

    /** Takes up to `most` calls that are due, for `leaseMs`; no two processes get the same. */
    takeDue: (most: number, leaseMs: number) =>
      calls(
        'take-due',
        `UPDATE call c SET holder = $3, due_at = now() + $2 * interval '1 ms'
         WHERE c.id IN (SELECT id FROM call WHERE open AND due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
         RETURNING ${columns}`,
        [most, leaseMs, process],
      ),

    /** A call that is over has nothing left to settle. */
    async close(callId: string, seq: number): Promise<void> {
      await pool.query({
        name: 'close-call',
        text: 'UPDATE call SET open = false, due_at = NULL, delivery = NULL WHERE id = $1 AND last_seq = $2',
        values: [callId, seq],
      })
    },

    /** Lets go of what this process has not delivered, so that another takes it up at once. Gives how many. */
    async handOver(): Promise<number> {
      const { rowCount } = await pool.query(
        `UPDATE call SET due_at = now() WHERE open AND holder = $1 AND delivery IN ('waiting', 'sending')`,
        [process],
      )
      return rowCount ?? 0
    },

    /** How many calls each workspace has under way. */
    async countOpen(): Promise<Map<string, number>> {
      const { rows } = await pool.query({
        name: 'count-open',
        text: 'SELECT workspace_id, count(*)::int AS calls FROM call WHERE open GROUP BY workspace_id',
      })
      return new Map(openSchema.parse(rows).map((row) => [row.workspace_id, row.calls]))
    },
  }
}

export type CallStore = ReturnType<typeof createCallStore>
