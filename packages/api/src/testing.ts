import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDb } from '@patchbay/db/client'
import { createWorkspaces } from '@patchbay/db/workspaces'
import { addWorkspace, publicUrl, startTestEngine } from '@patchbay/engine/testing'
import type { FlowDocument } from '@patchbay/flow/document'
import { drawFlow } from '@patchbay/flow/testing'
import { TRPCError } from '@trpc/server'
import { createAccountMails } from './auth/account-mails'
import { createAuth } from './auth/auth'
import type { Actor, House } from './context'
import { abilitiesOf, type Role } from './roles'
import { appRouter } from './router'
import { createDiskStorage } from './storage/disk-storage'
import { createCallerFactory } from './trpc'
import { UserError } from './user-error'
import { contextOf, type Visit } from './visit'

const createCaller = createCallerFactory(appRouter)

/** The whole API on a database of its own, asked without HTTP; the carrier is a recording one. */
export async function startTestApi() {
  const house = await startTestEngine()
  const db = createDb(house.database.url)
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-api-'))
  const workspaces = createWorkspaces(house.database.url)
  const { auth, stop } = await createAuth({
    db,
    key: Buffer.alloc(32, 7),
    appUrl: publicUrl,
    origins: [],
    mails: createAccountMails(
      { send: async () => ({ kind: 'failed', reason: 'no-server' }) },
      false,
      house.log,
      () => undefined,
    ),
    // Guesses are counted by the server: its own tests see to that.
    guesses: { attempt: async () => null, succeeded: async () => undefined, firstUse: async () => true },
    oidc: null,
    breachRange: null,
    log: house.log,
    local: true,
    showCode: () => undefined,
  })
  const deps: House = {
    auth,
    db,
    pool: house.pool,
    workspaces,
    engine: house.engine,
    accounts: house.accounts,
    cipher: house.cipher,
    files: createDiskStorage(folder),
    publicUrl,
    carrier: 'simulator',
    version: '0.0.0-test',
    log: house.log,
  }
  /** Somebody called `name` in a workspace. */
  function visitOf(workspaceId: string, name = '', role: Role = 'owner'): Visit {
    const actor: Actor = { kind: 'person', id: randomUUID(), name, email: 'somebody@example.com' }
    const visit: Visit = {
      house: deps,
      actor,
      place: { workspaceId, slug: 'test', abilities: abilitiesOf(role) },
      address: '',
      again: async () => visit,
    }
    return visit
  }
  return {
    ...house,
    db,
    deps,
    /** Where it keeps prompts' recordings. */
    folder,
    visitOf,
    contextOf: (workspaceId: string, name?: string) => contextOf(visitOf(workspaceId, name)),
    /** A new workspace, and the API as somebody in it sees it. */
    async enter(signal?: AbortSignal) {
      const workspaceId = await addWorkspace(house.pool)
      const as = (person: string, role?: Role) =>
        createCaller(visitOf(workspaceId, person, role), signal ? { signal } : {})
      return { workspaceId, api: as(''), as }
    },
    close: async () => {
      stop()
      await workspaces.close()
      await db.$disconnect()
      await house.close()
      await rm(folder, { recursive: true })
    },
  }
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>

/** What was refused, as the browser would see it. */
export async function refusal(
  promise: Promise<unknown>,
): Promise<{ code: string; userCode: string | null; message: string; details: unknown }> {
  try {
    await promise
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error
    const user = error.cause instanceof UserError ? error.cause : null
    return { code: error.code, userCode: user?.userCode ?? null, message: error.message, details: user?.details }
  }
  throw new Error('Nothing was refused.')
}

/** A flow that can be published. */
export function goodDocument(message = 'Hello'): FlowDocument {
  return drawFlow({
    start: { block: 'answer', name: 'Incoming call', to: { next: 'ask' } },
    ask: {
      block: 'gather',
      name: 'Main menu',
      config: { message, keys: ['1'], maxDigits: 1 },
      to: { 'key:1': 'bye', other: 'bye', none: 'bye' },
    },
    bye: { block: 'hangup', name: 'Good-bye', config: { message: 'Bye' } },
  })
}

/** An outgoing flow that can be published; `dest` as it is drawn. */
export function outgoingDocument(dest = ''): FlowDocument {
  return drawFlow({
    ring: { block: 'dial', config: { dest, message: 'Hello' }, to: { answered: 'bye' } },
    bye: { block: 'hangup' },
  })
}
