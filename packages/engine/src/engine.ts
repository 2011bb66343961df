import { newCall } from '@patchbay/flow/call'
import type { Hoiio } from '@patchbay/hoiio/client'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { type Announcements, createAnnouncements } from './announcements'
import { createCallStore } from './call-store'
import { type Change, createChanges } from './changes'
import { createMover } from './mover'
import { createPending } from './pending'
import { createReceiver, type IncomingNotification, type Reply } from './receive'
import { createVersions } from './versions'

export type EngineOptions = {
  pool: Pool
  hoiio: Hoiio
  /** The carrier's access token: the key of its signatures. */
  accessToken: string
  /** Where the carrier reaches this server, without a slash at the end. */
  publicUrl: string
  log: Logger
}

export type PlaceCall = { workspaceId: string; versionId: string; caller: string; called: string }

/** The durable shell round `step`: receive, step, commit, send. */
export type Engine = {
  /**
   * Takes one notification of the carrier. When it resolves, what it says is committed; the next request to the carrier
   * has left, or is about to. Rejects only if the database fails: then nothing has changed.
   */
  notify: (notification: IncomingNotification) => Promise<Reply>
  /** Starts an outgoing call on a published version. `caller` and `called` are E.164 or empty. */
  place: (call: PlaceCall) => Promise<{ callId: string }>
  /** Tells of every committed change of a call, after the fact. Returns the way to stop. */
  subscribe: (listener: (change: Change) => void) => () => void
  /** Resolves when every request to the carrier is answered and followed up. */
  idle: () => Promise<void>
  /** Takes up what a stop left open: call it once, when the carrier can be reached. */
  resume: () => Promise<void>
  /** Stops the engine's own clocks and waits for `idle`. The pool stays open. */
  close: () => Promise<void>
}

export function createEngine({ pool, hoiio, accessToken, publicUrl, log }: EngineOptions): Engine {
  const store = createCallStore(pool)
  const changes = createChanges(log)
  const pending = createPending()
  const mover = createMover({
    store,
    versions: createVersions(pool, log),
    hoiio,
    publicUrl: publicUrl.replace(/\/+$/, ''),
    log,
    changes,
    pending,
    onAnnouncement: (callId, txnRef) => announcements.watch(callId, txnRef),
  })
  const announcements: Announcements = createAnnouncements({ store, mover, hoiio, log })

  return {
    notify: createReceiver({ store, mover, accessToken }),
    async place({ workspaceId, versionId, caller, called }) {
      const call = newCall('outgoing', caller, called)
      const callId = await mover.begin({ workspaceId, versionId, numberId: null }, call, {})
      if (callId === null) throw new Error('A call without a session cannot have begun before.')
      return { callId }
    },
    subscribe: changes.subscribe,
    idle: pending.idle,
    resume: announcements.resume,
    async close() {
      announcements.close()
      await pending.idle()
    },
  }
}
