import type { Call, CallEvent, Result } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'
import type { TraceEntry } from '@patchbay/flow/trace'
import type { Pool } from 'pg'
import { z } from 'zod'
import type { CarrierIds } from './call-store'
import { storableJson } from './storable'

/** One step of one call, as it is written: its new state and the event that led there, both or neither. */
export type Step = {
  callId: string
  workspaceId: string
  /** The number of the event before; the call must still stand there. */
  seq: number
  state: Call
  key: string
  event: CallEvent
  trace: TraceEntry[]
  commands: Array<{ step: number; command: Command }>
  /** Null leaves delivery and deadline as they are. */
  next: { delivery: 'waiting' | 'sending' | null; open: boolean; dueMs: number | null } | null
  ids: CarrierIds
  bill: Result['bill'] | undefined
  /** Only of a call's first step. */
  begin: { versionId: string; numberId: string | null; accountId: string; token: string } | undefined
}

const answer = z.tuple([z.object({ written: z.string() })])

/**
 * Many steps of different calls in one statement, and so in one transaction. A call moves only from where it was read
 * (`last_seq`), and never twice by an event of the same key. Rows are taken in one order, so that the batches of two
 * processes do not wait for each other in a circle.
 */
const text = `
WITH op AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS x (id uuid, ws uuid, seq int, key text, state jsonb,
    phase text, disposition text, session text, txn text, bill jsonb, event jsonb, trace jsonb, commands jsonb,
    keeps boolean, delivery text, open boolean, due int,
    version uuid, number uuid, account uuid, token text, direction text, caller text, called text)),
  begun AS (
    INSERT INTO call (id, workspace_id, version_id, number_id, account_id, token, session, txn_ref, direction, caller, called, phase,
      disposition, state, last_seq, ended_at, bill, delivery, open, holder, due_at)
    SELECT id, ws, version, number, account, token, session, txn, direction, caller, called, phase, disposition, state, 1,
      CASE WHEN phase = 'over' THEN now() END, bill, delivery, open, $2, now() + due * interval '1 ms'
    FROM op WHERE version IS NOT NULL ORDER BY ws, session
    ON CONFLICT DO NOTHING RETURNING id),
  moved AS (
    UPDATE call c SET state = op.state, phase = op.phase, disposition = op.disposition, last_seq = c.last_seq + 1,
      updated_at = now(), session = COALESCE(c.session, op.session), txn_ref = COALESCE(c.txn_ref, op.txn),
      bill = COALESCE(op.bill, c.bill), ended_at = COALESCE(c.ended_at, CASE WHEN op.phase = 'over' THEN now() END),
      delivery = CASE WHEN op.keeps THEN c.delivery ELSE op.delivery END,
      open = CASE WHEN op.keeps THEN c.open ELSE op.open END, holder = $2,
      due_at = CASE WHEN op.keeps THEN c.due_at ELSE now() + op.due * interval '1 ms' END, digested = false
    FROM op
    WHERE op.version IS NULL AND c.id = op.id AND c.last_seq = op.seq
      AND NOT EXISTS (SELECT FROM call_event e WHERE e.call_id = op.id AND e.key = op.key)
    RETURNING c.id),
  told AS (
    INSERT INTO call_event (call_id, seq, workspace_id, key, event, trace, commands)
    SELECT op.id, op.seq + 1, op.ws, op.key, op.event, op.trace, op.commands FROM op
    WHERE op.id IN (SELECT id FROM begun UNION ALL SELECT id FROM moved)
    RETURNING call_id)
SELECT COALESCE(string_agg(call_id::text, ' '), '') AS written FROM told`

/**
 * Writes steps, at most one of each call, and gives the ids of the calls that were written; the others stood elsewhere, or
 * knew the event. Rejects with nothing written, or, if the connection broke, with an unknown outcome.
 */
export function createStepWriter(pool: Pool, process: string) {
  return async (steps: readonly Step[]): Promise<Set<string>> => {
    const ordered = steps.length === 1 ? steps : steps.toSorted((a, b) => (a.callId < b.callId ? -1 : 1))
    const { rows } = await pool.query({
      name: 'write-steps',
      text,
      values: [storableJson(ordered.map(rowOf)), process],
    })
    return new Set(answer.parse(rows)[0].written.split(' '))
  }
}

export type StepWriter = ReturnType<typeof createStepWriter>

/** Always of one shape: what is absent is left out of the JSON, and null in the statement. */
function rowOf({ callId, workspaceId, seq, state, key, event, trace, commands, next, ids, bill, begin }: Step) {
  return {
    id: callId,
    ws: workspaceId,
    seq,
    key,
    state,
    phase: state.phase,
    disposition: state.disposition,
    session: ids.session,
    txn: ids.txnRef,
    bill,
    event,
    trace,
    commands,
    keeps: next === null,
    delivery: next?.delivery,
    open: next?.open,
    due: next?.dueMs,
    version: begin?.versionId,
    number: begin?.numberId,
    account: begin?.accountId,
    token: begin?.token,
    direction: begin && state.direction,
    caller: begin && state.vars.caller,
    called: begin && state.vars.called,
  }
}
