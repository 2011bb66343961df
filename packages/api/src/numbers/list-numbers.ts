import { numberNotifyUrl } from '@patchbay/engine/carrier-request'
import { callsNowByNumber } from '../calls/calls-now'
import type { Context } from '../context'

export type NumberRow = {
  id: string
  e164: string
  label: string
  /** Where the carrier must forward its calls to. */
  notifyUrl: string
  /** What answers it. */
  version: { id: string; number: number; flowId: string; flowName: string } | null
  /** What a caller hears when we are too busy; null lets it ring out. */
  busyMessage: string | null
  callsNow: number
}

/** The workspace's numbers, by number. */
export async function listNumbers(context: Context): Promise<NumberRow[]> {
  const { deps, workspaceId } = context
  const [numbers, callsNow] = await Promise.all([
    deps.db.phoneNumber.findMany({
      where: { workspaceId },
      orderBy: { e164: 'asc' },
      select: {
        id: true,
        e164: true,
        label: true,
        token: true,
        busyMessage: true,
        version: { select: { id: true, number: true, flowId: true, flow: { select: { name: true } } } },
      },
    }),
    callsNowByNumber(context),
  ])
  return numbers.map(({ id, e164, label, token, busyMessage, version }) => ({
    id,
    e164,
    label,
    notifyUrl: numberNotifyUrl(deps.publicUrl, token),
    version: version && {
      id: version.id,
      number: version.number,
      flowId: version.flowId,
      flowName: version.flow.name,
    },
    busyMessage,
    callsNow: callsNow.get(id) ?? 0,
  }))
}
