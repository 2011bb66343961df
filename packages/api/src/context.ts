import type { Db } from '@patchbay/db/client'
import type { WorkspacePool, Workspaces } from '@patchbay/db/workspaces'
import type { Accounts } from '@patchbay/engine/accounts'
import type { Engine } from '@patchbay/engine/engine'
import type { Cipher } from '@patchbay/engine/secrets/cipher'
import type { Logger } from 'pino'
import type { Auth } from './auth/auth'
import { type Ability, abilities } from './roles'
import type { FileStorage } from './storage/file-storage'

export type Pool = WorkspacePool

/** What the use-cases work with: the same for everybody, but `db` and `pool`, which show one workspace. */
export type Deps = {
  db: Db
  /** The same database, for statements of our own. */
  pool: Pool
  /**
   * The database without row-level security, for finding calls alone: with it, Postgres uses none of the indexes of words, keys and
   * tags. What it finds are ids; what is shown of them is read through `db` and `pool`.
   */
  index: { db: Db; pool: Pool }
  engine: Engine
  /** The carrier accounts of all workspaces. */
  accounts: Accounts
  /** What secrets are kept under. */
  cipher: Cipher
  /** Where prompts' recordings are kept. */
  files: FileStorage
  /** Where the carrier reaches this server, without a slash at the end. */
  publicUrl: string
  carrier: 'simulator' | 'hoiio'
  /** This Patchbay's own version, such as `0.1.0`. */
  version: string
  log: Logger
}

/** What all of them share, before anybody has asked: `db` and `pool` see everything. */
export type House = Omit<Deps, 'index'> & { workspaces: Workspaces; auth: Auth }

/** Who asks: somebody who is signed in, a program by its key, or Patchbay itself. */
export type Actor =
  /** `local`: whoever sits at this machine, without a password. */
  | { kind: 'person'; id: string; name: string; email: string; local?: boolean }
  | { kind: 'key'; id: string; name: string }
  | { kind: 'system'; name: string }

/** One request in a workspace: what it may do there and may use, and who asks, from which IP address (empty: from within). */
export type Context = {
  workspaceId: string
  deps: Deps
  actor: Actor
  abilities: ReadonlySet<Ability>
  address: string
  /** What whoever asks is called: with it versions and drafts are signed. */
  person: string
}

/** What is used inside of a workspace. */
export function enter({ workspaces, auth: _, ...house }: House, workspaceId: string): Deps {
  return { ...house, ...workspaces.enter(workspaceId), index: { db: house.db, pool: house.pool } }
}

/** Patchbay itself, at work in a workspace. */
export function systemContext(house: House, workspaceId: string): Context {
  const actor = { kind: 'system', name: 'Patchbay' } as const
  return { workspaceId, deps: enter(house, workspaceId), actor, abilities: new Set(abilities), address: '', person: '' }
}
