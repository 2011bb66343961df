import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { AppRouter } from '@patchbay/api/router'
import { readDocument } from '@patchbay/flow/migrate'
import { createTRPCClient, httpLink } from '@trpc/client'
import type pg from 'pg'
import { z } from 'zod'

const flowFile = z.object({ name: z.string(), document: z.unknown() })
const found = z.tuple([z.object({ id: z.string() })])

/** Publishes the flow of the work on a number, by the product's own API. Gives the path of the number's notifications. */
export async function seed(pool: pg.Pool, url: string): Promise<string> {
  const [workspace] = found.parse((await pool.query('SELECT id FROM workspace')).rows)
  const token = `bench-${randomUUID()}`
  const [number] = found.parse(
    (
      await pool.query(
        `INSERT INTO phone_number (id, workspace_id, e164, token) VALUES (gen_random_uuid(), $1, '+6531580000', $2) RETURNING id`,
        [workspace.id, token],
      )
    ).rows,
  )
  const api = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })
  const { name, document } = flowFile.parse(JSON.parse(await readFile(new URL('flow.json', import.meta.url), 'utf8')))
  const read = readDocument(document)
  if (!read.ok) throw new Error(read.message)
  const { id } = await api.flows.create.mutate({ name })
  const { revision } = await api.flows.get.query({ id })
  const saved = await api.flows.save.mutate({ id, revision, document: read.document })
  await api.flows.publish.mutate({ id, revision: saved.revision, numberIds: [number.id] })
  return `/hoiio/notify/${token}`
}
