import { record } from '../audit/record'
import type { Context } from '../context'
import { notFound } from '../user-error'

/** How long nobody is told: until then, or until somebody turns it on again. */
export type MuteFor = 'hour' | 'day' | 'until-on'
const hours = { hour: 1, day: 24 } as const

const told = { code: true, subject: true } as const

/**
 * Nobody is told of an alert for a while, be it of this one or of its whole kind; it is counted meanwhile. A mute that is there
 * is replaced.
 */
export async function muteAlert(
  context: Context,
  { id, all, lasts }: { id: string; all: boolean; lasts: MuteFor },
): Promise<void> {
  const { deps, workspaceId } = context
  const alert = await deps.db.alert.findFirst({ where: { id, workspaceId }, select: told })
  if (!alert) throw notFound('alert')
  const key = { workspaceId, code: alert.code, subject: all ? '*' : alert.subject }
  const until = lasts === 'until-on' ? null : new Date(Date.now() + hours[lasts] * 3_600_000)
  await deps.db.$transaction(async (tx) => {
    await tx.alertMute.upsert({
      where: { workspaceId_code_subject: key },
      create: { ...key, until },
      update: { until },
    })
    const after = { all, until: until?.toISOString() ?? null }
    await record(tx, context, { action: 'alerts.mute', subject: { id, name: alert.code }, after })
  })
}

/** People are told of an alert again, and of its whole kind if that was muted. */
export async function unmuteAlert(context: Context, id: string): Promise<void> {
  const { deps, workspaceId } = context
  const alert = await deps.db.alert.findFirst({ where: { id, workspaceId }, select: told })
  if (!alert) throw notFound('alert')
  await deps.db.$transaction(async (tx) => {
    const { count } = await tx.alertMute.deleteMany({
      where: { workspaceId, code: alert.code, subject: { in: ['*', alert.subject] } },
    })
    if (count > 0) await record(tx, context, { action: 'alerts.unmute', subject: { id, name: alert.code } })
  })
}
