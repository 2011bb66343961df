import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'
import type { Flow } from '@patchbay/flow/flow'
import { step } from '@patchbay/flow/step'
import type { Hoiio } from '@patchbay/hoiio/client'
import type { Logger } from 'pino'
import type { BoundedCache } from './bounded-cache'
import type { CallRecord } from './call-record'
import type { CallStore, CarrierIds } from './call-store'
import { notifyUrl, requestOf } from './carrier-request'
import type { Changes } from './changes'
import type { KeyedEvent } from './event-of'
import type { Pending } from './pending'
import { createToken } from './token'
import { uuidV7 } from './uuid-v7'

/** More writers than this never meet at one call: each round lets one of them through. */
const mostRounds = 100

/** The carrier knows of a call's end before we do: its own word for it may be on the way while it refuses a request. */
const sessionIsOver = new Set(['error_session_ended', 'error_invalid_session'])
const hearItFirst = 2_000

/** What a request needs to know of its call. */
type Line = { callId: string; workspaceId: string; token: string; session: string | null }

export type Owner = { workspaceId: string; versionId: string; numberId: string | null }

/**
 * Moves calls: takes one step, writes it down, and only then asks the carrier for the next block. Steps of one call are
 * ordered by its row; calls know nothing of one another.
 */
export function createMover(deps: {
  store: CallStore
  versions: BoundedCache<Flow>
  hoiio: Hoiio
  publicUrl: string
  log: Logger
  changes: Changes
  pending: Pending
  /** Told of every call that the carrier will tell nothing of. */
  onAnnouncement: (callId: string, txnRef: string) => void
}) {
  const { store, versions, hoiio, publicUrl, log, changes, pending } = deps

  /** Begins a call. Null if the workspace has the carrier's session already. */
  async function begin(owner: Owner, call: Call, ids: CarrierIds): Promise<string | null> {
    const flow = await versions.get(owner.versionId)
    const event = { type: 'started' } as const
    const next = step(flow, call, event)
    const row = { ...owner, id: uuidV7(), token: createToken(), state: next.call }
    const happening = { key: 'started', event, trace: next.trace, commands: numbered(next.call, next.commands) }
    if (!(await store.begin(row, happening, ids))) return null
    changes.tell({ workspaceId: owner.workspaceId, callId: row.id, seq: 1 })
    const line = { callId: row.id, workspaceId: owner.workspaceId, token: row.token, session: ids.session ?? null }
    send(line, happening.commands)
    return row.id
  }

  /** Moves a call by one event. False if that changed nothing: it was known, or the call was over. */
  async function move(read: CallRecord, { key, event }: KeyedEvent, ids: CarrierIds): Promise<boolean> {
    let call = read
    for (let round = 0; round < mostRounds; round++) {
      const next = step(await versions.get(call.versionId), call.state, event)
      if (call.state.phase === 'over' && next.trace.some((entry) => entry.type === 'late')) return false
      const commands = numbered(next.call, next.commands)
      const bill = event.type === 'ended' ? event.result.bill : undefined
      const happening = { key, event, trace: next.trace, commands }
      const written = await store.move(call, next.call, happening, { ...ids, bill })
      if (written === 'duplicate') return false
      if (written === 'written') {
        changes.tell({ workspaceId: call.workspaceId, callId: call.id, seq: call.seq + 1 })
        send({ ...call, callId: call.id, session: call.session ?? ids.session ?? null }, commands)
        return true
      }
      const again = await store.callById(call.id)
      if (!again || (await store.hasEvent(call.id, key))) return false
      call = again
    }
    throw new Error(`The call ${read.id} could not be moved in ${mostRounds} rounds.`)
  }

  function send(line: Line, commands: ReadonlyArray<{ step: number; command: Command }>): void {
    for (const { step, command } of commands)
      pending.add(
        deliver(line, step, command).catch((error: unknown) =>
          log.error({ callId: line.callId, step, err: error }, 'a request to the carrier could not be followed up'),
        ),
      )
  }

  async function deliver(line: Line, step: number, command: Command): Promise<void> {
    const answer = await requestOf(hoiio, command, {
      session: line.session,
      notifyUrl: notifyUrl(publicUrl, line.token, step),
    })
    if (!answer.accepted) {
      if (sessionIsOver.has(answer.status) && (await endIsTold(line.callId))) return
      log.warn({ callId: line.callId, step, command: command.type, status: answer.status }, 'the carrier refused')
      return follow(line, { key: `${step}:refused`, event: { type: 'refused', step, status: answer.status } })
    }
    if (command.type === 'sms') return follow(line, { key: `${step}:accepted`, event: { type: 'accepted', step } })
    if (command.type !== 'dial') return
    await store.keepIds(line.callId, answer.ids)
    if (!command.tell && answer.ids.txnRef !== undefined) deps.onAnnouncement(line.callId, answer.ids.txnRef)
  }

  /** Waits a moment for the notification that the call has ended, which also brings the bill. */
  async function endIsTold(callId: string): Promise<boolean> {
    for (let waited = 0; waited <= hearItFirst; waited += 250) {
      if ((await store.callById(callId))?.state.phase === 'over') return true
      await sleep(250)
    }
    return false
  }

  async function follow(line: Line, happened: KeyedEvent): Promise<void> {
    const call = await store.callById(line.callId)
    if (call) await move(call, happened, {})
  }

  return {
    begin,
    move,

    /** Ends a call that no flow answers. */
    reject(session: string): void {
      pending.add(
        hoiio.ivr.hangup(session, {}).then(
          (result) => {
            if (!result.isSuccess()) log.warn({ session, status: result.status }, 'a call could not be rejected')
          },
          (error: unknown) => log.warn({ session, err: error }, 'a call could not be rejected'),
        ),
      )
    },
  }
}

export type Mover = ReturnType<typeof createMover>

/** A step gives one command at most, and its number is the call's own. */
function numbered(call: Call, commands: readonly Command[]): Array<{ step: number; command: Command }> {
  return commands.map((command, index) => ({ step: call.step - commands.length + 1 + index, command }))
}
