import type { Db } from '@patchbay/db/client'
import type { createPool } from '@patchbay/db/pool'
import type { Engine } from '@patchbay/engine/engine'
import type { Cipher } from '@patchbay/engine/secrets/cipher'
import type { Hoiio } from '@patchbay/hoiio/client'
import type { Logger } from 'pino'
import type { FileStorage } from './storage/file-storage'

/** Connections for statements of our own. */
export type Pool = ReturnType<typeof createPool>

/** What the use-cases work with. */
export type Deps = {
  db: Db
  /** The same database, for statements of our own. */
  pool: Pool
  engine: Engine
  hoiio: Hoiio
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

/** One request: whose it is, and what it may use. `person` is what whoever asks calls themselves; empty if unsaid. */
export type Context = { workspaceId: string; deps: Deps; person: string }
