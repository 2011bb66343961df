import { uuidV7 } from '@patchbay/engine/uuid-v7'
import type { CallEvent, Result } from '@patchbay/flow/call'
import type { Command, CommandType } from '@patchbay/flow/command'
import { factKey } from '@patchbay/flow/query'
import type { TraceEntry } from '@patchbay/flow/trace'
import type { Pool } from '../context'

/** What callers brought into calls, each of which can be told from everything else wherever it stands. */
export type Marks = {
  /** E.164: who rang us, whom we rang, whom a call was put through to, and who got a text. */
  caller: string
  callee: string
  transferred: string
  texted: string
  /** What was entered. */
  digits: string
  /** Words that a table, a program outside or a text had of them. */
  words: string
}

/** Everything that a result can have. */
function resultOf({ digits, words }: Marks): Required<Omit<Result, 'sealed'>> {
  return {
    digits,
    recordingUrl: `https://carrier.example/${words}.mp3`,
    dialStatus: 'answered',
    transferStatus: 'answered',
    bill: { minutes: 1, currency: 'SGD', debit: '0.036' },
    response: { kind: 'answered', status: 200, body: { name: words, [words]: [digits] } },
    count: 2,
  }
}

/** One of each kind that there is: a kind without one does not compile. */
export function markedCommands(marks: Marks): Record<CommandType, Command> {
  const { callee, digits, texted, transferred, words } = marks
  const msg = `Hello ${words}, you typed ${digits}`
  return {
    dial: { type: 'dial', dest: callee, msg, callerId: transferred, maxDuration: 60, tag: words, tell: true },
    play: { type: 'play', msg, tag: words },
    gather: { type: 'gather', msg, maxDigits: 9, timeout: 5, attempts: 1, tag: words },
    record: { type: 'record', msg, maxDuration: 60, tag: words },
    monitor: { type: 'monitor', msg, tag: words },
    hold: { type: 'hold', msg },
    unhold: { type: 'unhold', tag: words },
    transfer: { type: 'transfer', dest: transferred, msg, callerId: callee, onFailure: 'hangup', tag: words },
    hangup: { type: 'hangup', msg, tag: words, force: true },
    sms: { type: 'sms', dest: texted, msg, senderName: words, tag: words },
    request: {
      type: 'request',
      method: 'POST',
      url: `https://example.com/${encodeURIComponent(texted)}?pin=${digits}`,
      headers: [{ name: 'X-Caller', value: words }],
      body: JSON.stringify(marks),
      timeoutMs: 1_000,
      retries: 0,
    },
    email: { type: 'email', to: `${words}@example.com`, subject: words, text: msg },
    webhook: { type: 'webhook', url: `https://example.com/${words}`, body: JSON.stringify(marks) },
    count: { type: 'count', name: `${words}-${digits}`, seconds: 60 },
  }
}

export function markedEvents(marks: Marks): Record<CallEvent['type'], CallEvent> {
  const { caller, digits, words } = marks
  const row = { type: 'row', table: 'customers', key: caller } as const
  const facts = { [factKey(row)]: { name: words, pin: digits } }
  const result = resultOf(marks)
  return {
    started: { type: 'started', at: 1, seed: 1, facts },
    done: { type: 'done', step: 1, result, at: 2, facts },
    accepted: { type: 'accepted', step: 2, facts },
    refused: { type: 'refused', step: 3, status: `no such number: ${words} ${caller}`, facts },
    overdue: {
      type: 'overdue',
      step: 4,
      result: { ...result, response: { kind: 'failed', reason: `${words} is away` } },
      facts,
    },
    'hang-up-asked': { type: 'hang-up-asked', by: 'Mei', facts },
    recorded: { type: 'recorded', url: `https://carrier.example/${words}.wav`, facts },
    erased: { type: 'erased', of: 1, by: 'Mei', facts },
    ended: { type: 'ended', result, facts },
  }
}

export function markedTrace({ caller, digits, words }: Marks): Record<TraceEntry['type'], TraceEntry> {
  return {
    entered: { type: 'entered', node: 'ask' },
    left: { type: 'left', node: 'ask', exit: 'digits', digits, why: `caller is ${caller}, ${words}` },
    problem: { type: 'problem', code: 'unable', node: 'ask', detail: `no room can be called “${words}”` },
    unknown: { type: 'unknown', node: 'ask', name: 'nobody' },
    late: { type: 'late' },
    over: { type: 'over', disposition: 'completed', by: 'Mei' },
  }
}

export type MarkedPlace = { workspaceId: string; versionId: string; flowId: string; numberId: string; e164: string }

/** Writes two calls that have marks everywhere: one that rang and is over, and one that rings somebody now; gives their ids. */
export async function addMarkedCalls(pool: Pool, place: MarkedPlace, marks: Marks): Promise<[string, string]> {
  const over = uuidV7()
  const now = uuidV7()
  const { caller, callee } = marks
  const { e164 } = place
  const events = Object.values(markedEvents(marks))
  const all = { trace: Object.values(markedTrace(marks)), commands: Object.values(markedCommands(marks)) }
  await addCall(pool, place, marks, { id: over, direction: 'incoming', caller, called: e164, phase: 'over' })
  for (const [index, event] of events.entries())
    await addEvent(pool, place, { id: over, seq: index + 1, event, ...all })
  await pool.query(
    `INSERT INTO call_digest (call_id, workspace_id, started_at, seq, keys, tags, problems, search, number_id, flow_id, version,
       direction, outcome, party, seconds)
     SELECT id, workspace_id, started_at, last_seq, ARRAY[$2], ARRAY[$3], '{unable}', to_tsvector('simple', $2 || ' ' || $3),
       number_id, $4, 1, direction, 'completed', caller, 1 FROM call WHERE id = $1`,
    [over, marks.digits, marks.words, place.flowId],
  )
  await addCall(pool, place, marks, { id: now, direction: 'outgoing', caller: e164, called: callee, phase: 'running' })
  for (const [index, command] of all.commands.entries())
    await addEvent(pool, place, { id: now, seq: index + 1, event: { type: 'started' }, trace: [], commands: [command] })
  await pool.query('UPDATE call SET last_seq = $2 WHERE id = $1', [now, all.commands.length])
  return [over, now]
}

async function addCall(
  pool: Pool,
  { workspaceId, versionId, numberId }: MarkedPlace,
  { caller, digits, words }: Marks,
  call: { id: string; direction: string; caller: string; called: string; phase: string },
): Promise<void> {
  const over = call.phase === 'over'
  await pool.query(
    `INSERT INTO call (id, workspace_id, version_id, number_id, token, session, txn_ref, direction, caller, called, phase, disposition,
       state, last_seq, open, digested, ended_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 9, $14, $15, $16)`,
    [
      call.id,
      workspaceId,
      versionId,
      numberId,
      uuidV7(),
      `S-${words}-${call.id}`,
      `TX-${words}`,
      call.direction,
      call.caller,
      call.called,
      call.phase,
      over ? 'completed' : null,
      JSON.stringify({ at: 'ask', vars: { caller, digits }, tags: [words, `vip ${digits}`], frames: [], hangUp: null }),
      !over,
      over,
      over ? new Date() : null,
    ],
  )
}

async function addEvent(
  pool: Pool,
  { workspaceId }: MarkedPlace,
  row: { id: string; seq: number; event: CallEvent; trace: TraceEntry[]; commands: Command[] },
): Promise<void> {
  await pool.query(
    `INSERT INTO call_event (call_id, workspace_id, seq, key, event, trace, commands) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      row.id,
      workspaceId,
      row.seq,
      `${row.seq}:marked`,
      JSON.stringify(row.event),
      JSON.stringify(row.trace),
      JSON.stringify(row.commands.map((command, index) => ({ step: row.seq + index, command }))),
    ],
  )
}
