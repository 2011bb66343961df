import { z } from 'zod'
import type { Context } from '../context'
import { maskText, mentionsNumbers } from '../masking/mask-text'
import { seesCallers } from '../masking/sees-callers'

const rowSchema = z.object({
  id: z.string(),
  code: z.string(),
  message: z.string(),
  flow_id: z.string().nullable(),
  flow_name: z.string().nullable(),
  block: z.string().nullable(),
  muted: z.boolean(),
  muted_until: z.date().nullable(),
  call_id: z.string().nullable(),
  count: z.number(),
  first_at: z.date(),
  last_at: z.date(),
})

export type AlertRow = {
  id: string
  /** What kind, see `alertCodes`; a newer engine may know more. */
  code: string
  /** One sentence of the engine's. */
  message: string
  /** The flow that it is about, if it is about one. */
  flow: { id: string; name: string } | null
  /** The block that it is about, as its author calls it; null if it is about none. */
  block: string | null
  /** Whether nobody is told of it now, and until when (ISO 8601; null: until it is turned on again). */
  muted: { until: string | null } | null
  /** The newest call that it is about; null if there is none, or if it is no longer kept. */
  callId: string | null
  /** How often it happened since `firstAt`. */
  count: number
  /** ISO 8601. */
  firstAt: string
  lastAt: string
}

const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/|$)'
/** More kinds than this at once help nobody; dismissing shows those behind. */
const most = 100

/** The workspace's open alerts, the one that happened last first, and muted ones behind the others. */
export async function listAlerts(context: Context): Promise<AlertRow[]> {
  const { deps, workspaceId } = context
  const rows = await deps.db.$queryRaw`
    SELECT a.id::text, a.code, a.message, f.id::text AS flow_id, f.name AS flow_name, c.id::text AS call_id,
      v.document #>> ARRAY['nodes', substr(a.subject, 38), 'name'] AS block, m.code IS NOT NULL AS muted,
      m.until AS muted_until, a.count, a.first_at, a.last_at
    FROM alert a
    LEFT JOIN flow_version v ON v.workspace_id = a.workspace_id
      AND v.id = CASE WHEN a.subject ~* ${uuid} THEN left(a.subject, 36)::uuid END
    LEFT JOIN flow f ON f.id = v.flow_id
    LEFT JOIN LATERAL (
      SELECT code, until FROM alert_mute m WHERE m.workspace_id = a.workspace_id AND m.code = a.code
        AND m.subject IN ('*', a.subject) AND (m.until IS NULL OR m.until > now())
      ORDER BY m.until DESC NULLS FIRST LIMIT 1) m ON true
    LEFT JOIN call c ON c.id = a.call_id AND c.workspace_id = a.workspace_id
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.dismissed_at IS NULL
    ORDER BY muted, a.last_at DESC, a.id DESC
    LIMIT ${most}`
  const alerts = z.array(rowSchema).parse(rows)
  const say = await wording(
    context,
    alerts.map(({ message }) => message),
  )
  return alerts.map((row) => ({
    id: row.id,
    code: row.code,
    message: say(row.message),
    flow: row.flow_id !== null && row.flow_name !== null ? { id: row.flow_id, name: row.flow_name } : null,
    block: row.block === '' ? null : row.block,
    muted: row.muted ? { until: row.muted_until?.toISOString() ?? null } : null,
    callId: row.call_id,
    count: row.count,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
  }))
}

/** How an alert's sentence is told to whoever asks. Our own numbers stay in it. */
async function wording(context: Context, messages: readonly string[]): Promise<(message: string) => string> {
  if (seesCallers(context) || !messages.some(mentionsNumbers)) return (message) => message
  const { deps, workspaceId } = context
  const numbers = await deps.db.phoneNumber.findMany({ where: { workspaceId }, select: { e164: true } })
  const ours = new Set(numbers.map(({ e164 }) => e164))
  return (message) => maskText(message, ours)
}
