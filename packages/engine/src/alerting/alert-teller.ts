import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Mailer } from '../outbound/mail'
import type { Outbound } from '../outbound/outbound'
import { signatureHeader, signWebhook, type WebhookKeys } from '../outbound/webhook'
import { uuidV7 } from '../uuid-v7'
import {
  type Notice,
  type NoticeKind,
  noticeBody,
  noticeColumns,
  noticeJoins,
  noticeMail,
  noticeSchema,
} from './alert-notice'
import { isTold, messagesOf } from './told'

const mostAtOnce = 50
/** An alert that still happens so long after it was told of is told of once more, with its count. */
export const remindAfter = '1 hour'
/** A message that can't be delivered is tried so often, with pauses that double from the first to the longest; seconds. */
export const tries = { most: 12, firstPause: 15, longestPause: 3_600 } as const
/** How long a try may take before another process takes the message up; seconds. */
const leaseSeconds = 60
const webhookMs = 10_000

const dueSchema = z.array(
  noticeSchema.extend({
    id: z.string(),
    workspace_id: z.string(),
    kind: z.enum(['began', 'goes-on']),
    channel: z.enum(['email', 'webhook']),
    target: z.string(),
    attempts: z.number(),
  }),
)
const targetsSchema = z.object({
  name: z.string(),
  slug: z.string(),
  alert_emails: z.array(z.string()),
  alert_webhook: z.string(),
})

const takeDue = `
WITH due AS (
  UPDATE alert_message SET attempts = attempts + 1, due_at = now() + interval '${leaseSeconds} s'
  WHERE id IN (SELECT id FROM alert_message WHERE due_at <= now() ORDER BY due_at LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)
  RETURNING id, workspace_id, alert_id, kind, channel, target, attempts, count)
SELECT m.id, m.workspace_id, m.kind, m.channel, m.target, m.attempts, m.count, ${noticeColumns}
FROM due m JOIN alert a ON a.id = m.alert_id JOIN workspace w ON w.id = m.workspace_id ${noticeJoins}`

const remind = `
WITH again AS (
  UPDATE alert a SET reminded_at = now() FROM workspace w
  WHERE w.id = a.workspace_id AND a.dismissed_at IS NULL AND a.reminded_at IS NULL
    AND a.last_at >= a.told_at + interval '${remindAfter}' AND ${isTold('w', 'a.code', 'a.subject')}
  RETURNING a.id, a.workspace_id, a.count)
${messagesOf('again', 'goes-on')}`

/** What came of one message: null if it arrived, else why not. `final`: another try would be in vain. */
type Fault = { words: string; final: boolean } | null
export type Told = { channel: 'email' | 'webhook'; target: string; fault: string | null }

/**
 * Sends the messages of alerts that are due, until they arrive: at least once each, from whichever process comes first. Whatever the other side
 * does, no call waits for it.
 */
export function createAlertTeller(deps: {
  pool: Pool
  outbound: Outbound
  mailer: Mailer
  webhookKeysOf: (workspaceId: string) => Promise<WebhookKeys>
  publicUrl: string
  log: Logger
}) {
  const { pool, outbound, mailer, webhookKeysOf, publicUrl, log } = deps

  async function send(
    to: { id: string; workspaceId: string; channel: 'email' | 'webhook'; target: string },
    kind: NoticeKind,
    notice: Notice,
  ): Promise<Fault> {
    if (to.channel === 'email') {
      const outcome = await mailer.send({ to: to.target, ...noticeMail(kind, notice, publicUrl) })
      if (outcome.kind === 'sent') return null
      return { words: mailFaults[outcome.reason], final: outcome.reason === 'address' }
    }
    const body = noticeBody(kind, notice, publicUrl)
    const keys = await webhookKeysOf(to.workspaceId)
    const answer = await outbound.request({
      method: 'POST',
      url: to.target,
      headers: [
        { name: 'Content-Type', value: 'application/json' },
        { name: signatureHeader, value: signWebhook(keys, body, Date.now()) },
        { name: 'Patchbay-Delivery', value: to.id },
      ],
      body,
      timeoutMs: webhookMs,
      retries: 0,
    })
    if (answer.kind === 'timed-out') return { words: 'It did not answer within 10 seconds.', final: false }
    if (answer.kind === 'failed')
      return answer.reason === 'forbidden-address'
        ? { words: 'The address is not a public one; REQUEST_ALLOW can name it.', final: false }
        : { words: 'It could not be reached.', final: false }
    if (answer.status >= 200 && answer.status < 300) return null
    return { words: `It answered ${answer.status}.`, final: false }
  }

  async function settle(id: string, attempts: number, fault: Fault): Promise<void> {
    const over = fault === null || fault.final || attempts >= tries.most
    const pause = Math.min(tries.longestPause, tries.firstPause * 2 ** (attempts - 1))
    await pool.query({
      name: 'settle-alert-message',
      text: `UPDATE alert_message SET sent_at = CASE WHEN $2::text IS NULL THEN now() END, fault = $2,
               due_at = CASE WHEN $3 THEN NULL ELSE now() + $4 * interval '1 s' END WHERE id = $1`,
      values: [id, fault?.words ?? null, over, pause],
    })
    if (fault && over) log.error({ message: id, fault: fault.words }, 'a message of an alert was given up')
  }

  return {
    /** Writes reminders that are due, and sends what is due; gives how many messages were tried. */
    async tell(): Promise<number> {
      await pool.query({ name: 'remind-of-alerts', text: remind })
      let tried = 0
      for (;;) {
        const { rows } = await pool.query({ name: 'take-alert-messages', text: takeDue })
        const due = dueSchema.parse(rows)
        await Promise.all(
          due.map(async (message) => {
            const to = { ...message, workspaceId: message.workspace_id }
            await settle(message.id, message.attempts, await send(to, message.kind, message))
          }),
        )
        tried += due.length
        if (due.length < mostAtOnce) return tried
      }
    },

    /** Sends a test to every address of a workspace now, and gives what came of each. */
    async test(workspaceId: string): Promise<Told[]> {
      const { rows } = await pool.query('SELECT name, slug, alert_emails, alert_webhook FROM workspace WHERE id = $1', [
        workspaceId,
      ])
      const { name, slug, alert_emails, alert_webhook } = targetsSchema.parse(rows[0])
      const notice: Notice = {
        alert_id: uuidV7(),
        workspace_name: name,
        workspace_slug: slug,
        code: 'test',
        message: 'This is a test. Alerts arrive here.',
        call_id: null,
        flow_name: null,
        block_name: null,
        count: 1,
        first_at: new Date(),
        last_at: new Date(),
      }
      const targets = [
        ...alert_emails.map((target) => ({ channel: 'email' as const, target })),
        ...(alert_webhook === '' ? [] : [{ channel: 'webhook' as const, target: alert_webhook }]),
      ]
      return Promise.all(
        targets.map(async ({ channel, target }) => {
          const fault = await send({ id: uuidV7(), workspaceId, channel, target }, 'test', notice)
          return { channel, target, fault: fault?.words ?? null }
        }),
      )
    },
  }
}

export type AlertTeller = ReturnType<typeof createAlertTeller>

const mailFaults = {
  'no-server': 'This server has nothing to send mail with: set SMTP_URL.',
  address: 'This is no e-mail address.',
  refused: 'The mail server refused it.',
  unreachable: 'The mail server could not be reached.',
} as const
