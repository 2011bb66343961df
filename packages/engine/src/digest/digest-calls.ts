import { setImmediate } from 'node:timers/promises'
import type { Pool } from 'pg'
import { z } from 'zod'
import { brokenSteps } from '../alerting/broken-step'
import { raiseMissed } from '../alerting/raise-alert'
import { BoundedCache } from '../bounded-cache'
import { storableJson } from '../storable'
import { type Counts, countsAfter, countsOf, foundBy } from './counts-of'
import { digestOf } from './digest-of'
import { readEndedCalls } from './read-ended-calls'
import type { Place } from './walked-call'
import { digestLock, writeDigests } from './write-digests'

/** Calls of one transaction, and of one turn of the loop: steps of calls under way come in between. */
const batch = 25
const turn = 2
const keptVersions = 500
const nothing: Counts = { calls: [], blocks: [] }

const lockedSchema = z.tuple([z.object({ locked: z.boolean() })])
const privateSchema = z.array(z.object({ node: z.string() }))

/**
 * Writes the digests and the counts of the calls that are over and settled, and again of those to which something came
 * late. A batch is one transaction, so it is done wholly or not at all, and by one process at a time: the others find
 * nothing to do. Resolves to how many calls that were, or null where somebody else is at it.
 */
export function createDigestCalls(pool: Pool): () => Promise<number | null> {
  /** The blocks of a version whose settings call them private. */
  const privateBlocks = new BoundedCache<ReadonlySet<string>>(keptVersions, async (versionId) => {
    const { rows } = await pool.query({
      name: 'private-blocks',
      text: `SELECT n.key AS node FROM flow_version v, jsonb_each(v.document -> 'nodes') n
             WHERE v.id = $1 AND n.value -> 'config' -> 'private' = 'true'`,
      values: [versionId],
    })
    return new Set(privateSchema.parse(rows).map(({ node }) => node))
  })

  return async () => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query('BEGIN')
      const { rows } = await client.query('SELECT pg_try_advisory_xact_lock($1) AS locked', [digestLock])
      if (!lockedSchema.parse(rows)[0].locked) {
        await client.query('ROLLBACK')
        return null
      }
      const ended = await readEndedCalls(client, batch)
      const secret = new Map<string, ReadonlySet<string>>()
      for (const { versions } of ended)
        for (const id of versions) if (!secret.has(id)) secret.set(id, await privateBlocks.get(id))
      const written = []
      for (const [at, { id, workspaceId, seq, numberId, call, events, known }] of ended.entries()) {
        if (at % turn === 0) await setImmediate()
        const isPrivate = ({ versionId, node }: Place) => secret.get(versionId)?.has(node) ?? false
        const counts = countsOf(call, events)
        // Whoever took the step has told of it by now, unless that process died first.
        for (const { at, trace } of events.slice(known))
          for (const alert of brokenSteps({ id, workspaceId, versionId: call.versionId }, trace))
            await raiseMissed(pool, alert, at)
        written.push({
          id,
          seq,
          number: numberId,
          ...digestOf(call, events, isPrivate),
          counted: foundBy(counts, isPrivate),
          counts: countsAfter(known === 0 ? nothing : countsOf(call, events.slice(0, known)), counts),
        })
      }
      if (written.length > 0) await writeDigests(client, storableJson(written))
      await client.query('COMMIT')
      return ended.length
    } catch (error) {
      broken = error instanceof Error ? error : new Error(String(error))
      await client.query('ROLLBACK').catch(() => undefined)
      throw error
    } finally {
      client.release(broken)
    }
  }
}

export const digestBatch = batch
