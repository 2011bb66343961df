import type { Json } from '@patchbay/flow/vars'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { record } from '../audit/record'
import type { Context } from '../context'
import { mayLookFor } from '../masking/sees-callers'
import { UserError } from '../user-error'
import type { CallFilter } from './call-filter'
import { type CallRow, headFor, rowOf, selectCalls, storedCalls } from './call-row'
import { searchCalls } from './call-search'
import { safeCell } from './safe-cell'

export const exportFormatInput = z.enum(['csv', 'json'])
export type ExportFormat = z.infer<typeof exportFormatInput>

export type Export = {
  /** How many calls there will be; those that are deleted meanwhile are left out. */
  total: number
  fileName: string
  type: string
  content: AsyncGenerator<string>
  /** Lets go of everything, whether the content was read to its end or not. May be called again. */
  close: () => Promise<void>
}

const batch = 500
/** Each holds a connection, and the engine needs most of them. */
const mostAtOnce = 3
/** Without it, a spreadsheet takes UTF-8 for something else. */
const byteOrderMark = '\uFEFF'

const countSchema = z.number().int()
const idsSchema = z.array(z.object({ id: z.uuid() }))
let running = 0

/**
 * All calls that are asked for, the newest first, piece by piece as they are taken. The server keeps the list of their ids (a
 * cursor that outlives its transaction, so that nothing waits for a slow reader), and each call is as it is when it is reached.
 */
export async function exportCalls(
  context: Context,
  { filter, format }: { filter: CallFilter; format: ExportFormat },
): Promise<Export> {
  mayLookFor(context, filter)
  if (running >= mostAtOnce)
    throw new UserError(
      'PRECONDITION_FAILED',
      'too-many-exports',
      `${mostAtOnce} exports are under way already. Try again when one of them is done.`,
    )
  running += 1
  const client = await context.deps.index.pool.connect().catch((error: unknown) => {
    running -= 1
    throw error
  })
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    running -= 1
    // A cursor that can't be closed goes with its connection.
    const fault = await client.query('CLOSE calls').then(
      () => undefined,
      (error: Error) => error,
    )
    client.release(fault)
  }
  try {
    const { text, values } = searchCalls({ workspaceId: context.workspaceId, filter })
    await client.query('BEGIN READ ONLY')
    await client.query(`DECLARE calls SCROLL CURSOR WITH HOLD FOR ${text}`, values)
    await client.query('COMMIT')
    const total = countSchema.parse((await client.query('MOVE FORWARD ALL FROM calls')).rowCount)
    await client.query('MOVE ABSOLUTE 0 FROM calls')
    await record(context.deps.db, context, {
      action: 'call.export',
      after: { format, calls: total, ...narrowing(filter) },
    })
    return { total, ...formats[format], fileName: `${nameOf()}.${format}`, content: content(), close }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    await close()
    throw error
  }

  async function* content() {
    const { begin, write, end } = formats[format]
    let first = true
    try {
      yield begin
      for (;;) {
        const found = idsSchema.parse((await client.query(`FETCH ${batch} FROM calls`)).rows)
        if (found.length === 0) break
        const { text, values } = selectCalls(context.workspaceId, { ids: found.map(({ id }) => id) })
        const calls = storedCalls((await context.deps.pool.query(text, values)).rows)
        if (calls.length === 0) continue
        yield write(
          calls.map((call) => rowOf(headFor(context, call))),
          first,
        )
        first = false
      }
      yield end
    } finally {
      await close()
    }
  }
}

/** How the log was narrowed: what could tell of one caller, only that it was asked for. */
function narrowing({ caller, key, text, ...plain }: CallFilter): { [name: string]: Json } {
  const asked = Object.entries({ caller, key, text }).filter(([, value]) => value !== undefined)
  return { ...z.record(z.string(), z.json()).parse(plain), ...Object.fromEntries(asked.map(([name]) => [name, '…'])) }
}

function nameOf(): string {
  return `calls-${new Date().toISOString().slice(0, 10)}`
}

/** What is told of each call, by its name in both formats. */
function recordOf(call: CallRow) {
  const ended = call.endedAt === null ? null : Date.parse(call.endedAt)
  return {
    id: call.id,
    started_at: call.startedAt,
    ended_at: call.endedAt,
    seconds: ended === null ? null : Math.round((ended - Date.parse(call.startedAt)) / 1_000),
    direction: call.direction,
    caller: call.caller,
    called: call.called,
    flow: call.flowName,
    version: call.version,
    outcome: call.phase === 'over' ? call.disposition : 'running',
    last_block: call.where,
    last_step: call.last,
    keys: call.keys,
    tags: call.tags,
    problems: call.problems,
    currency: call.bill?.currency ?? null,
    cost: call.bill?.debit ?? null,
    billed_minutes: call.bill?.minutes ?? null,
  }
}

type Record = ReturnType<typeof recordOf>
const names: readonly (keyof Record)[] = [
  'id',
  'started_at',
  'ended_at',
  'seconds',
  'direction',
  'caller',
  'called',
  'flow',
  'version',
  'outcome',
  'last_block',
  'last_step',
  'keys',
  'tags',
  'problems',
  'currency',
  'cost',
  'billed_minutes',
]

/** `first`: nothing was written before. JSON is one array, each call on a line of its own. */
const formats = {
  csv: {
    type: 'text/csv; charset=utf-8',
    begin: `${byteOrderMark}${names.join(',')}\n`,
    write: (calls: readonly CallRow[], _first: boolean) =>
      stringify(
        calls.map((call) => {
          const record = recordOf(call)
          return names.map((name) => cellOf(record[name]))
        }),
      ),
    end: '',
  },
  json: {
    type: 'application/json; charset=utf-8',
    begin: '[\n',
    write: (calls: readonly CallRow[], first: boolean) =>
      (first ? '' : ',\n') + calls.map((call) => JSON.stringify(recordOf(call))).join(',\n'),
    end: '\n]\n',
  },
}

function cellOf(value: Record[keyof Record]): string {
  if (value === null) return ''
  return safeCell(Array.isArray(value) ? value.join(' | ') : String(value))
}
