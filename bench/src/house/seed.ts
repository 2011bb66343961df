import { randomUUID } from 'node:crypto'
import type { AppRouter } from '@patchbay/api/router'
import { createTRPCClient, httpLink } from '@trpc/client'
import type pg from 'pg'
import { z } from 'zod'
import { type NamedFlow, plainFlow } from './flows'

const found = z.tuple([z.object({ id: z.string() })])
let numbers = 0

/** Publishes the flow of the work, see `publishOn`. */
export async function seed(pool: pg.Pool, url: string): Promise<string> {
  return publishOn(pool, url, await plainFlow())
}

/** Publishes a flow on a number of its own, by the product's own API. Gives the path of the number's notifications. */
export async function publishOn(pool: pg.Pool, url: string, { name, document }: NamedFlow): Promise<string> {
  const [workspace] = found.parse((await pool.query('SELECT id FROM workspace')).rows)
  const token = `bench-${randomUUID()}`
  const [number] = found.parse(
    (
      await pool.query(
        `INSERT INTO phone_number (id, workspace_id, e164, token, account_id) VALUES (gen_random_uuid(), $1, $2, $3,
           (SELECT id FROM carrier_account WHERE workspace_id = $1 AND from_environment)) RETURNING id`,
        [workspace.id, `+653158${String(numbers++).padStart(4, '0')}`, token],
      )
    ).rows,
  )
  const api = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })
  const { id } = await api.flows.create.mutate({ name })
  const { revision } = await api.flows.get.query({ id })
  const saved = await api.flows.save.mutate({ id, revision, document })
  await api.flows.publish.mutate({ id, revision: saved.revision, numberIds: [number.id] })
  return `/hoiio/notify/${token}`
}
