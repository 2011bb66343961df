import { randomUUID } from 'node:crypto'
import type { Role } from '../roles'
import { appRouter } from '../router'
import type { TestApi } from '../testing'
import { createCallerFactory } from '../trpc'
import type { AuditAction } from './record'

const createCaller = createCallerFactory(appRouter)

/** Where a case happens: a workspace in which “Mei” is an owner. `move` says that the trail to look at is another one's. */
export type Stage = {
  house: TestApi
  api: Awaited<ReturnType<TestApi['enter']>>['api']
  workspaceId: string
  move: (workspaceId: string) => void
}

export type Entry = { action: string; subject: string; before: unknown; after: unknown }

/** What is done, once everything is there for it, and what of the entry that it leaves is looked at. */
export type Case = { does: () => Promise<unknown>; writes: [AuditAction, Partial<Entry>] }

/** Somebody who belongs to the workspace, and the API as they ask it. */
async function member({ house, workspaceId }: Stage, role: Role, name: string) {
  const email = `${randomUUID()}@example.com`
  const user = await house.db.user.create({ data: { name, email }, select: { id: true } })
  await house.db.member.create({ data: { workspaceId, userId: user.id, role } })
  const visit = house.visitOf(workspaceId, name, role)
  return { userId: user.id, email, as: createCaller({ ...visit, actor: { kind: 'person', id: user.id, name, email } }) }
}

const account = { label: 'Second', appId: 'second', accessToken: 'hush-hush', baseUrl: null, signed: true }

/** What lets in or out: keys, carrier accounts, members and workspaces. */
export const accessCases: Record<string, (stage: Stage) => Promise<Case>> = {
  'keys.create': async (stage) => ({
    does: () => stage.api.keys.create({ name: 'Website', scopes: ['look'], expiresInDays: null }),
    writes: ['key.create', { subject: 'Website', after: { scopes: ['look'], expiresAt: null } }],
  }),
  'keys.revoke': async (stage) => {
    const { id, start } = await stage.api.keys.create({ name: 'Website', scopes: ['look'], expiresInDays: null })
    return {
      does: () => stage.api.keys.revoke({ id }),
      writes: ['key.revoke', { subject: 'Website', before: { start } }],
    }
  },
  'secrets.changeWebhookKey': async (stage) => ({
    does: () => stage.api.secrets.changeWebhookKey({ overlapHours: 0 }),
    writes: ['webhook-key.change', { after: { formerUntil: null } }],
  }),
  'carriers.add': async (stage) => ({
    does: () => stage.api.carriers.add(account),
    writes: ['carrier.add', { subject: 'Second', after: { appId: 'second', signed: true } }],
  }),
  'carriers.edit': async (stage) => {
    const { id: accountId } = await stage.api.carriers.add(account)
    return {
      does: () => stage.api.carriers.edit({ accountId, label: 'Other', signed: false }),
      writes: [
        'carrier.change',
        { before: { label: 'Second', signed: true }, after: { label: 'Other', signed: false } },
      ],
    }
  },
  'carriers.remove': async (stage) => {
    const { id: accountId } = await stage.api.carriers.add(account)
    return {
      does: () => stage.api.carriers.remove({ accountId, anyway: true }),
      writes: ['carrier.remove', { subject: 'Second' }],
    }
  },
  'members.invite': async (stage) => ({
    does: () => stage.api.members.invite({ email: 'jo@example.com', role: 'builder' }),
    writes: ['member.invite', { subject: 'jo@example.com', after: { role: 'builder' } }],
  }),
  'members.uninvite': async (stage) => {
    await stage.api.members.invite({ email: 'jo@example.com', role: 'builder' })
    const { invitations } = await stage.api.members.list()
    return {
      does: () => stage.api.members.uninvite({ id: invitations[0]?.id ?? '' }),
      writes: ['member.uninvite', { subject: 'jo@example.com', before: { role: 'builder' } }],
    }
  },
  'members.setRole': async (stage) => {
    await member(stage, 'owner', 'Ann')
    const { userId, email } = await member(stage, 'viewer', 'Jo')
    return {
      does: () => stage.api.members.setRole({ userId, role: 'operator' }),
      writes: ['member.role', { subject: email, before: { role: 'viewer' }, after: { role: 'operator' } }],
    }
  },
  'members.remove': async (stage) => {
    await member(stage, 'owner', 'Ann')
    const { userId, email } = await member(stage, 'viewer', 'Jo')
    return { does: () => stage.api.members.remove({ userId }), writes: ['member.remove', { subject: email }] }
  },
  'members.leave': async (stage) => {
    await member(stage, 'owner', 'Ann')
    const { as, email } = await member(stage, 'viewer', 'Mei')
    return { does: () => as.members.leave(), writes: ['member.remove', { subject: email }] }
  },
  'people.join': async (stage) => {
    const email = `${randomUUID()}@example.com`
    const { link } = await stage.api.members.invite({ email, role: 'builder' })
    const token = new URL(link).searchParams.get('token') ?? ''
    const stranger = createCaller({ ...stage.house.visitOf(stage.workspaceId), actor: null, place: null })
    return {
      does: () => stranger.people.join({ token, name: 'Mei', password: 'Correct horse 9 battery' }),
      writes: ['member.join', { subject: email, after: { role: 'builder' } }],
    }
  },
  'workspaces.create': async (stage) => {
    const { as, email } = await member(stage, 'owner', 'Mei')
    return {
      does: async () => {
        const { slug } = await as.workspaces.create({ name: 'Another' })
        stage.move((await stage.house.db.workspace.findFirstOrThrow({ where: { slug } })).id)
      },
      writes: ['member.join', { subject: email, after: { role: 'owner' } }],
    }
  },
  'workspaces.rename': async (stage) => ({
    does: () => stage.api.workspaces.rename({ name: 'Merlion Tea' }),
    writes: ['settings.change', { before: { name: 'Test' }, after: { name: 'Merlion Tea' } }],
  }),
  'workspace.update': async (stage) => ({
    does: () => stage.api.workspace.update({ keepDays: 90, mostCalls: 5 }),
    writes: ['settings.change', { before: { mostCalls: 1_000 }, after: { mostCalls: 5 } }],
  }),
  'workspace.setCallersVisibleTo': async (stage) => ({
    does: () => stage.api.workspace.setCallersVisibleTo({ roles: [] }),
    writes: ['settings.change', {}],
  }),
}
