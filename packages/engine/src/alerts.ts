import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { uuidV7 } from './uuid-v7'

export type AlertCode = 'too-many' | 'carrier-away' | 'overdue' | 'shed'
export type NewAlert = { workspaceId: string; code: AlertCode; subject?: string; message: string; callId?: string }

/** The same alert is written at most once in so many milliseconds, and counts what came meanwhile. */
const quiet = 500

/** Raises alerts: what happens again is counted on the alert that is there. A lost one is logged, and hurts no call. */
export function createAlerts(pool: Pool, log: Logger) {
  const held = new Map<string, number>()

  async function write({ workspaceId, code, subject = '', message, callId }: NewAlert, count: number): Promise<void> {
    await pool.query({
      name: 'raise-alert',
      text: `INSERT INTO alert (id, workspace_id, code, subject, message, call_id, count) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (workspace_id, code, subject) DO UPDATE SET message = EXCLUDED.message, last_at = now(),
               call_id = COALESCE(EXCLUDED.call_id, alert.call_id),
               first_at = CASE WHEN alert.dismissed_at IS NULL THEN alert.first_at ELSE now() END,
               count = CASE WHEN alert.dismissed_at IS NULL THEN alert.count ELSE 0 END + EXCLUDED.count,
               dismissed_at = NULL`,
      values: [uuidV7(), workspaceId, code, subject, message, callId ?? null, count],
    })
  }

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
        write(alert, count).catch((error: unknown) => log.error({ err: error, alert }, 'an alert could not be kept'))
      }, quiet).unref()
    },
  }
}

export type Alerts = ReturnType<typeof createAlerts>
