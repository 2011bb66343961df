import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { raiseAlert } from './alerting/raise-alert'

/** Every kind of alert there is; see docs/alerts.md. */
export const alertCodes = [
  'broken-step',
  'too-many',
  'carrier-refuses',
  'carrier-away',
  'overdue',
  'shed',
  'failing-number',
  'low-balance',
] as const
export type AlertCode = (typeof alertCodes)[number]

/**
 * `subject` is what it is about within its kind: the same kind and subject are one alert. It begins with the id of a flow's
 * version (then perhaps a slash and a block's id), of a number or of a carrier account, or is a word of the carrier's, or empty.
 */
export type NewAlert = { workspaceId: string; code: AlertCode; subject?: string; message: string; callId?: string }

/** The same alert is written at most once in so many milliseconds, and counts what came meanwhile. */
const quiet = 500

/**
 * Raises alerts: what happens again is counted on the alert that is there. Nobody waits for it: it is written a moment later,
 * together with the messages that it sends. One that could not be written is logged, and hurts no call;
 * what a process that died had still to tell of a step is told when its call is digested.
 */
export function createAlerts(pool: Pool, log: Logger) {
  const held = new Map<string, number>()
  return {
    raise(alert: NewAlert): void {
      const key = `${alert.workspaceId} ${alert.code} ${alert.subject ?? ''}`
      const before = held.get(key)
      if (before !== undefined) return void held.set(key, before + 1)
      held.set(key, 1)
      log.warn({ code: alert.code, callId: alert.callId, subject: alert.subject }, alert.message)
      setTimeout(() => {
        const count = held.get(key) ?? 1
        held.delete(key)
        raiseAlert(pool, alert, count).catch((error: unknown) =>
          log.error({ err: error, alert }, 'an alert could not be kept'),
        )
      }, quiet).unref()
    },
  }
}

export type Alerts = ReturnType<typeof createAlerts>
