import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { CarrierAccount } from './accounts'
import type { Admission } from './admission'
import type { Alerts } from './alerts'
import type { NumberRecord } from './call-store'
import type { Meters } from './meters'
import type { Pending } from './pending'

/** So many sessions that were turned away are known, so that the word of their end begins no call. */
const remembered = 20_000
/** Calls are turned away when there is much to do: no more requests at once than this, the others ring out. */
const atOnce = 50

/**
 * Turns a new call away where no flow answers it, or where there is no room. Nothing of it is kept. Gives the sentence for the
 * reply, or null if the call may come in.
 */
export function createTurnAway(deps: {
  admission: Admission
  pending: Pending
  alerts: Alerts
  meters: Meters
  log: Logger
}) {
  const { admission, pending, alerts, meters, log } = deps
  const sessions = new LRUCache<string, true>({ max: remembered })
  let open = 0

  /** Rejects it; with words it is answered, since else nobody would hear them: a Play that nobody is told of ends by a hang-up. */
  function hangUp({ hoiio }: CarrierAccount, session: string, msg?: string): void {
    if (open >= atOnce) return
    open += 1
    pending.add(
      (msg === undefined ? hoiio.ivr.hangup(session) : hoiio.ivr.play(session, { msg }))
        .then(
          (result) => {
            if (!result.isSuccess()) log.warn({ session, status: result.status }, 'a call could not be turned away')
          },
          (error: unknown) => log.warn({ session, err: error }, 'a call could not be turned away'),
        )
        .finally(() => {
          open -= 1
        }),
    )
  }

  function refuse(number: NumberRecord, account: CarrierAccount, session: string): string | null {
    if (number.versionId === null) {
      hangUp(account, session)
      return 'No flow answers this number: the call is rejected.'
    }
    const reason = admission.refuse(number)
    if (reason === null) return null
    meters.shed.inc({ reason })
    sessions.set(nameOf(account, session), true)
    alerts.raise({
      workspaceId: number.workspaceId,
      code: 'shed',
      message:
        reason === 'workspace'
          ? 'New calls were turned away: as many as are allowed at once were under way.'
          : 'New calls were turned away: the server had too much to do.',
    })
    if (number.busyMessage !== null) hangUp(account, session, number.busyMessage)
    return 'There is no room for another call now.'
  }

  /** Whether this process turned a session away lately. */
  const knows = (account: CarrierAccount, session: string): boolean => sessions.has(nameOf(account, session))

  return { refuse, knows }
}

/** Accounts count their sessions each by itself. */
function nameOf({ id }: CarrierAccount, session: string): string {
  return `${id} ${session}`
}

export type TurnAway = ReturnType<typeof createTurnAway>
