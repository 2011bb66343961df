import { numberNotifyUrl } from '@patchbay/engine/carrier-request'
import type { FlowDocument } from '@patchbay/flow/document'
import type { Json } from '@patchbay/flow/vars'
import { z } from 'zod'
import { callsNowByNumber } from '../calls/calls-now'
import type { Context } from '../context'
import { readStored } from '../flows/read-draft'
import { type ForwardingState, forwardingState } from './check-forwarding'

export type NumberRow = {
  id: string
  e164: string
  label: string
  /** Where the carrier must forward its calls to: a secret, and empty for whoever does not see to numbers. */
  notifyUrl: string
  /** The carrier account that it belongs to; null: that was removed. */
  account: { id: string; name: string; fromEnvironment: boolean } | null
  /** Where the carrier sends its calls, as it said last: the address is empty for nowhere. */
  forwarding: { state: ForwardingState; address: string; checkedAt: string | null }
  /** What answers it. */
  version: { id: string; number: number; flowId: string; flowName: string } | null
  /** What a caller hears when we are too busy; null lets it ring out. */
  busyMessage: string | null
  /** What the flow that answers lets each number say for itself, and what this one says. */
  settings: { declared: FlowDocument['settings']; given: Record<string, Json> }
  /** What callers hear first, or in place of the flow, while it is on. */
  emergency: { on: boolean; message: string; instead: boolean; until: string | null }
  /** How long its calls and the addresses of its recordings are kept, in days: null is as Settings say, 0 for ever. */
  keeps: { calls: number | null; recordings: number | null }
  callsNow: number
}

const givenSchema = z.record(z.string(), z.json()).catch({})

/** The workspace's numbers, by number. */
export async function listNumbers(context: Context): Promise<NumberRow[]> {
  const { deps, workspaceId, abilities } = context
  const [numbers, callsNow] = await Promise.all([
    deps.db.phoneNumber.findMany({
      where: { workspaceId, removedAt: null },
      orderBy: { e164: 'asc' },
      select: {
        id: true,
        e164: true,
        label: true,
        token: true,
        account: { select: { id: true, label: true, appId: true, fromEnvironment: true } },
        forwardingNow: true,
        forwardingCheckedAt: true,
        busyMessage: true,
        settings: true,
        emergencyOn: true,
        emergencyMessage: true,
        emergencyInstead: true,
        emergencyUntil: true,
        keepDays: true,
        recordingKeepDays: true,
        version: { select: { id: true, number: true, flowId: true, document: true, flow: { select: { name: true } } } },
      },
    }),
    callsNowByNumber(context),
  ])
  return numbers.map(({ id, e164, label, token, account, busyMessage, version, settings, ...row }) => ({
    id,
    e164,
    label,
    notifyUrl: abilities.has('run') ? numberNotifyUrl(deps.publicUrl, token) : '',
    account: account && {
      id: account.id,
      name: account.label || account.appId,
      fromEnvironment: account.fromEnvironment,
    },
    forwarding: {
      state: forwardingState(row.forwardingNow, token),
      address: abilities.has('run') ? (row.forwardingNow ?? '') : '',
      checkedAt: row.forwardingCheckedAt?.toISOString() ?? null,
    },
    version: version && {
      id: version.id,
      number: version.number,
      flowId: version.flowId,
      flowName: version.flow.name,
    },
    busyMessage,
    settings: {
      declared: version ? readStored(version.document).settings : {},
      given: givenSchema.parse(settings),
    },
    emergency: emergencyOf(row),
    keeps: { calls: row.keepDays, recordings: row.recordingKeepDays },
    callsNow: callsNow.get(id) ?? 0,
  }))
}

/** One whose time is over is off, whatever was written down. */
function emergencyOf(row: {
  emergencyOn: boolean
  emergencyMessage: string
  emergencyInstead: boolean
  emergencyUntil: Date | null
}): NumberRow['emergency'] {
  const over = row.emergencyUntil !== null && row.emergencyUntil.getTime() <= Date.now()
  return {
    on: row.emergencyOn && !over,
    message: row.emergencyMessage,
    instead: row.emergencyInstead,
    until: over ? null : (row.emergencyUntil?.toISOString() ?? null),
  }
}
