import type { Db } from '@patchbay/db/client'
import type { Json } from '@patchbay/flow/vars'
import type { Actor, Context } from '../context'

/** What is written down when it is done, and how people call it. */
export const auditActions = {
  'flow.publish': 'published a flow',
  'flow.archive': 'archived a flow',
  'flow.restore': 'brought a flow back',
  'number.assign': 'changed which version answers a number',
  'number.change': 'changed a number’s settings',
  'number.emergency': 'changed an emergency message',
  'number.forward': 'had a number’s calls sent here',
  'number.add': 'added a number',
  'number.remove': 'removed a number',
  'carrier.add': 'added a carrier account',
  'carrier.change': 'changed a carrier account',
  'carrier.remove': 'removed a carrier account',
  'member.invite': 'invited somebody',
  'member.uninvite': 'took an invitation back',
  'member.join': 'joined',
  'member.role': 'changed a role',
  'member.remove': 'removed a member',
  'key.create': 'made an API key',
  'key.revoke': 'revoked an API key',
  'secret.set': 'set a secret',
  'secret.remove': 'removed a secret',
  'webhook-key.change': 'changed the key of webhooks',
  'call.place': 'placed a call',
  'call.hang-up': 'hung up a call',
  'call.export': 'exported calls',
  'call.delete-recording': 'deleted a recording',
  'caller.forget': 'removed a caller’s data',
  'table.import': 'imported a table',
  'table.export': 'downloaded a table',
  'table.remove': 'removed a table',
  'prompt.change': 'changed what a prompt says',
  'prompt.remove': 'removed a prompt',
  'settings.change': 'changed the workspace’s settings',
  'alerts.change': 'changed who is told of alerts',
  'alerts.mute': 'silenced an alert',
  'alerts.unmute': 'ended the silence of an alert',
  'audit.export': 'exported the audit trail',
} as const

export type AuditAction = keyof typeof auditActions

export function isAuditAction(text: string): text is AuditAction {
  return Object.hasOwn(auditActions, text)
}

export type AuditNote = {
  action: AuditAction
  /** What it was done to, and what that is called. */
  subject?: { id: string; name: string }
  /** What changed, as it was and as it became. Nothing secret, and no caller's number or digits: it is never deleted. */
  before?: Json
  after?: Json
}

/**
 * Writes down who did what, when and from where. `db` is the transaction that does it, where there is one: then either both are
 * written or none. Entries are never changed or deleted.
 */
export async function record(
  db: Pick<Db, 'auditEntry'>,
  { workspaceId, actor, address }: Pick<Context, 'workspaceId' | 'actor' | 'address'>,
  { action, subject, before, after }: AuditNote,
): Promise<void> {
  await db.auditEntry.create({
    data: {
      workspaceId,
      actorKind: actor.kind,
      actorId: actor.kind === 'system' ? '' : actor.id,
      actorName: nameOf(actor),
      address,
      action,
      ...(subject ? { subjectId: subject.id, subjectName: subject.name } : {}),
      ...(before === undefined || before === null ? {} : { before }),
      ...(after === undefined || after === null ? {} : { after }),
    },
  })
}

function nameOf(actor: Actor): string {
  if (actor.kind !== 'person') return actor.name
  return actor.name || actor.email || 'Local user'
}
