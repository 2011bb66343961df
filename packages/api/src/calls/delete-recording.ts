import { callEventSchema } from '@patchbay/flow/call'
import { addressPattern, deletedRecording, recordingOf } from '@patchbay/flow/recording'
import type { Json } from '@patchbay/flow/vars'
import { z } from 'zod'
import { record } from '../audit/record'
import type { Context } from '../context'
import { notFound, UserError } from '../user-error'

const lockedSchema = z.tuple([
  z.object({ phase: z.string(), open: z.boolean(), last_seq: z.int(), state: z.record(z.string(), z.json()) }),
])
const rowSchema = z.record(z.string(), z.json())
const listSchema = z.array(z.json())

/**
 * Forgets a recording of a call that is over: its address goes from everything that is kept of the call, and the log says
 * who did it. The address is replaced in the same way wherever it stands, so that the call still replays. The file is the
 * carrier's, and stays there.
 */
export async function deleteRecording(
  context: Context,
  { callId, seq }: { callId: string; seq: number },
): Promise<{ seq: number }> {
  const { deps, workspaceId, person } = context
  return deps.db.$transaction(async (db) => {
    const rows = await db.$queryRaw`
      SELECT phase, open, last_seq, state FROM call WHERE id = ${callId}::uuid AND workspace_id = ${workspaceId}::uuid FOR UPDATE`
    const locked = lockedSchema.safeParse(rows)
    if (!locked.success) throw notFound('call')
    const [call] = locked.data
    if (call.phase !== 'over' || call.open)
      throw new UserError(
        'PRECONDITION_FAILED',
        'call-under-way',
        'This call is not over yet, and may still need its recording. Delete it when the call is over.',
      )
    const events = await db.callEvent.findMany({ where: { callId, workspaceId }, orderBy: { seq: 'asc' } })
    const told = callEventSchema.safeParse(events.find((row) => row.seq === seq)?.event)
    const address = told.success ? recordingOf(told.data) : null
    if (!address || address === deletedRecording) throw notFound('recording')
    const without = forgetting(address)
    for (const { key, event, trace, commands } of events) {
      const before = JSON.stringify([event, trace, commands])
      const after = without(z.json().parse(JSON.parse(before)))
      if (JSON.stringify(after) === before) continue
      const [newEvent, newTrace, newCommands] = z.tuple([rowSchema, listSchema, listSchema]).parse(after)
      await db.callEvent.update({
        where: { callId_key: { callId, key } },
        data: { event: newEvent, trace: newTrace, commands: newCommands },
      })
    }
    const entry = { type: 'erased', of: seq, by: person, at: Date.now() }
    const next = call.last_seq + 1
    await db.callEvent.create({
      data: { callId, workspaceId, seq: next, key: `erased:${next}`, event: entry, trace: [], commands: [] },
    })
    await db.call.update({
      where: { id: callId },
      data: { state: rowSchema.parse(without(call.state)), lastSeq: next, updatedAt: new Date() },
    })
    await record(db, context, {
      action: 'call.delete-recording',
      subject: { id: callId, name: '' },
      after: { step: seq },
    })
    return { seq: next }
  })
}

/** Puts `deletedRecording` in place of an address, as it is or as it stands in addresses and in markup. */
function forgetting(address: string): (value: Json) => Json {
  const pattern = new RegExp(addressPattern(address), 'g')
  const inText = (text: string) => text.replaceAll(pattern, deletedRecording)
  const inValue = (value: Json): Json => {
    if (typeof value === 'string') return inText(value)
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(inValue)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [inText(name), inValue(item)]))
  }
  return inValue
}
