import type { Call, CallEvent, Result } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'
import type { TraceEntry } from '@patchbay/flow/step'
import pg, { type Pool } from 'pg'
import { z } from 'zod'
import { type CallRecord, callRecordSchema, type NumberRecord } from './call-record'
import { storableJson, storableText } from './storable'

/** What is written when something happened to a call. `key` tells apart what the carrier may say twice. */
export type Happening = {
  key: string
  event: CallEvent
  trace: TraceEntry[]
  commands: Array<{ step: number; command: Command }>
}

/** What became of a write: `stale` means that somebody else moved the call since it was read. */
export type Written = 'written' | 'duplicate' | 'stale'

/** The carrier's ids of a call, as far as they are known. */
export type CarrierIds = { session?: string | undefined; txnRef?: string | undefined }

export type NewCallRow = {
  id: string
  workspaceId: string
  versionId: string
  numberId: string | null
  token: string
  state: Call
}

const callColumns = 'c.id, c.workspace_id, c.version_id, c.token, c.session, c.state, c.last_seq'

const numberRow = z.object({
  number_id: z.string(),
  number_workspace_id: z.string(),
  number_version_id: z.string().nullable(),
})

/** The engine's statements: named, so that PostgreSQL plans each once per connection; one round trip each. */
export function createCallStore(pool: Pool) {
  return {
    /** The call whose notifications come to this token. */
    async callByToken(token: string): Promise<CallRecord | null> {
      const { rows } = await pool.query({
        name: 'call-by-token',
        text: `SELECT ${callColumns} FROM call c WHERE c.token = $1`,
        values: [token],
      })
      return rows[0] === undefined ? null : callRecordSchema.parse(rows[0])
    },

    async callById(id: string): Promise<CallRecord | null> {
      const { rows } = await pool.query({
        name: 'call-by-id',
        text: `SELECT ${callColumns} FROM call c WHERE c.id = $1`,
        values: [id],
      })
      return rows[0] === undefined ? null : callRecordSchema.parse(rows[0])
    },

    /** The number of this token, and the call of this session within the number's own workspace. */
    async numberByToken(token: string, session: string): Promise<NumberRecord | null> {
      const { rows } = await pool.query({
        name: 'number-by-token',
        text: `SELECT n.id AS number_id, n.workspace_id AS number_workspace_id, n.version_id AS number_version_id,
                 ${callColumns}
               FROM phone_number n LEFT JOIN call c ON c.workspace_id = n.workspace_id AND c.session = $2
               WHERE n.token = $1`,
        values: [token, session],
      })
      if (rows[0] === undefined) return null
      const number = numberRow.parse(rows[0])
      return {
        id: number.number_id,
        workspaceId: number.number_workspace_id,
        versionId: number.number_version_id,
        call: rows[0].id === null ? null : callRecordSchema.parse(rows[0]),
      }
    },

    /** Writes a new call and its first event, both or neither. False if the workspace has this session already. */
    async begin(row: NewCallRow, happening: Happening, ids: CarrierIds): Promise<boolean> {
      const { rowCount } = await pool.query({
        name: 'begin-call',
        text: `WITH begun AS (
                 INSERT INTO call (id, workspace_id, version_id, number_id, token, session, txn_ref, direction, caller, called,
                   phase, disposition, state, last_seq, ended_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, CASE WHEN $11 = 'over' THEN now() END)
                 ON CONFLICT (workspace_id, session) DO NOTHING
                 RETURNING id, workspace_id)
               INSERT INTO call_event (call_id, seq, workspace_id, key, event, trace, commands)
               SELECT id, 1, workspace_id, $14, $15, $16, $17 FROM begun`,
        values: [
          row.id,
          row.workspaceId,
          row.versionId,
          row.numberId,
          row.token,
          ids.session ?? null,
          storableOrNull(ids.txnRef),
          row.state.direction,
          storableText(row.state.vars.caller),
          storableText(row.state.vars.called),
          row.state.phase,
          row.state.disposition,
          storableJson(row.state),
          ...happeningValues(happening),
        ],
      })
      return rowCount === 1
    },

    /**
     * Moves a call by one event: its state and the event, both or neither, in one statement and so in one transaction.
     * The row is locked by the update, and only moved if it still stands where it was read (`seq`).
     */
    async move(
      call: CallRecord,
      state: Call,
      happening: Happening,
      more: CarrierIds & { bill?: Result['bill'] },
    ): Promise<Written> {
      try {
        const { rowCount } = await pool.query({
          name: 'move-call',
          text: `WITH moved AS (
                   UPDATE call SET state = $3, phase = $4, disposition = $5, last_seq = last_seq + 1, updated_at = now(),
                     session = COALESCE(session, $6), txn_ref = COALESCE(txn_ref, $7), bill = COALESCE($8, bill),
                     ended_at = COALESCE(ended_at, CASE WHEN $4 = 'over' THEN now() END)
                   WHERE id = $1 AND last_seq = $2
                   RETURNING id, workspace_id, last_seq)
                 INSERT INTO call_event (call_id, seq, workspace_id, key, event, trace, commands)
                 SELECT id, last_seq, workspace_id, $9, $10, $11, $12 FROM moved`,
          values: [
            call.id,
            call.seq,
            storableJson(state),
            state.phase,
            state.disposition,
            more.session ?? null,
            storableOrNull(more.txnRef),
            more.bill === undefined ? null : storableJson(more.bill),
            ...happeningValues(happening),
          ],
        })
        return rowCount === 1 ? 'written' : 'stale'
      } catch (error) {
        if (isUniqueViolation(error)) return 'duplicate'
        throw error
      }
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

    /** Keeps the ids that the carrier gave to an outgoing call. A session that another call has is left out. */
    async keepIds(callId: string, ids: CarrierIds): Promise<void> {
      await pool.query({
        name: 'keep-ids',
        text: `UPDATE call c SET txn_ref = COALESCE(c.txn_ref, $3), session = COALESCE(c.session,
                 CASE WHEN NOT EXISTS (SELECT 1 FROM call o WHERE o.workspace_id = c.workspace_id AND o.session = $2)
                 THEN $2 END)
               WHERE c.id = $1`,
        values: [callId, ids.session ?? null, storableOrNull(ids.txnRef)],
      })
    },

    /** Announcements that were under way: the carrier tells nothing of them, so they have to be asked after. */
    async openAnnouncements(): Promise<Array<{ id: string; txnRef: string }>> {
      const { rows } = await pool.query(
        `SELECT c.id, c.txn_ref FROM call c
         JOIN call_event e ON e.call_id = c.id AND e.seq = 1
         WHERE c.phase = 'running' AND c.direction = 'outgoing' AND c.txn_ref IS NOT NULL
           AND e.commands @> '[{"command": {"type": "dial", "tell": false}}]'`,
      )
      return z
        .array(
          z.object({ id: z.string(), txn_ref: z.string() }).transform((row) => ({ id: row.id, txnRef: row.txn_ref })),
        )
        .parse(rows)
    },
  }
}

export type CallStore = ReturnType<typeof createCallStore>

function happeningValues({ key, event, trace, commands }: Happening): string[] {
  return [key, storableJson(event), storableJson(trace), storableJson(commands)]
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505'
}

function storableOrNull(text: string | undefined): string | null {
  return text === undefined ? null : storableText(text)
}
