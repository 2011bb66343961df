import { z } from 'zod'

/** An alert with what a message says of it. */
export const noticeSchema = z.object({
  alert_id: z.string(),
  workspace_name: z.string(),
  workspace_slug: z.string(),
  code: z.string(),
  message: z.string(),
  call_id: z.string().nullable(),
  flow_name: z.string().nullable(),
  block_name: z.string().nullable(),
  count: z.number(),
  first_at: z.date(),
  last_at: z.date(),
})
export type Notice = z.infer<typeof noticeSchema>

/** SQL: the columns of `noticeSchema`, of an alert `a` in a workspace `w`, and the joins that they need. */
export const noticeColumns = `a.id AS alert_id, w.name AS workspace_name, w.slug AS workspace_slug, a.code, a.message, c.id AS call_id, f.name AS flow_name,
  v.document #>> ARRAY['nodes', substr(a.subject, 38), 'name'] AS block_name, a.first_at, a.last_at`
export const noticeJoins = `
  LEFT JOIN flow_version v ON v.workspace_id = a.workspace_id AND v.id::text = left(a.subject, 36)
  LEFT JOIN flow f ON f.id = v.flow_id
  LEFT JOIN call c ON c.id = a.call_id AND c.workspace_id = a.workspace_id`

export type NoticeKind = 'began' | 'goes-on' | 'test'

/** What a webhook is sent, as JSON; see docs/alerts.md. */
export function noticeBody(kind: NoticeKind, notice: Notice, publicUrl: string): string {
  return JSON.stringify({
    type: 'alert',
    event: kind,
    workspace: notice.workspace_name,
    alert: {
      id: notice.alert_id,
      kind: notice.code,
      message: notice.message,
      flow: notice.flow_name,
      block: notice.block_name,
      count: notice.count,
      firstAt: notice.first_at.toISOString(),
      lastAt: notice.last_at.toISOString(),
    },
    call:
      notice.call_id === null
        ? null
        : { id: notice.call_id, url: `${pagesOf(notice, publicUrl)}/calls/${notice.call_id}` },
  })
}

/** The same as a mail. */
export function noticeMail(kind: NoticeKind, notice: Notice, publicUrl: string): { subject: string; text: string } {
  const where = [
    notice.flow_name === null ? null : `flow “${notice.flow_name}”`,
    notice.block_name ? `block “${notice.block_name}”` : null,
  ].filter((part) => part !== null)
  const often = notice.count === 1 ? 'Once' : `${notice.count} times since ${clock(notice.first_at)}`
  const prefix = kind === 'goes-on' ? 'Still: ' : kind === 'test' ? 'Test: ' : ''
  return {
    subject: `Patchbay: ${prefix}${notice.message}`,
    text: [
      notice.message,
      ...(where.length === 0 ? [] : [`In ${where.join(', ')}.`]),
      `${often}, last at ${clock(notice.last_at)}.`,
      '',
      ...(notice.call_id === null ? [] : [`The newest call: ${pagesOf(notice, publicUrl)}/calls/${notice.call_id}`]),
      `Who is told, and of what: ${pagesOf(notice, publicUrl)}/settings/alerts`,
    ].join('\n'),
  }
}

/** What the addresses of the workspace's pages begin with. */
function pagesOf({ workspace_slug }: Notice, publicUrl: string): string {
  return `${publicUrl}/w/${workspace_slug}`
}

/** `2026-11-29 12:05 UTC` */
function clock(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
