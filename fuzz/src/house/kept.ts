import type pg from 'pg'
import { z } from 'zod'

/** Who is signed in, and as what: what attacks take away is put back, so that the next ones come as far as the first. In the order of their references. */
const tables = ['person', 'person_account', 'person_session', 'workspace', 'member', 'api_key'] as const

/** What nobody may change who does not belong there. */
const theirTables = [
  'flow',
  'flow_version',
  'flow_checkpoint',
  'secret',
  'prompt',
  'lookup_table',
  'member',
  'api_key',
  'saved_view',
  'phone_number',
] as const
/** What passes by itself while calls come in, and while keys are used. */
const moving = ['last_used_at', 'checked_at', 'balance', 'updated_at', 'forwarding_checked_at', 'forward_checked_at']

export async function keepPeople(pool: pg.Pool): Promise<void> {
  await pool.query('CREATE SCHEMA kept')
  for (const name of tables) await pool.query(`CREATE TABLE kept.${name} AS SELECT * FROM public.${name}`)
}

export async function putPeopleBack(pool: pg.Pool): Promise<void> {
  for (const name of tables)
    await pool.query(`INSERT INTO public.${name} SELECT * FROM kept.${name} ON CONFLICT DO NOTHING`)
  await pool.query(
    'UPDATE public.member m SET role = k.role FROM kept.member k WHERE k.workspace_id = m.workspace_id AND k.user_id = m.user_id AND k.role <> m.role',
  )
}

const rowsSchema = z.array(z.object({ row: z.string() }))

/** All that a workspace holds, as one text. */
export async function contentsOf(pool: pg.Pool, workspaceId: string): Promise<string> {
  const parts: string[] = []
  for (const name of theirTables) {
    const { rows } = await pool.query(
      `SELECT (to_jsonb(t) - $2::text[])::text AS row FROM public.${name} t WHERE workspace_id = $1 ORDER BY 1`,
      [workspaceId, moving],
    )
    parts.push(
      `${name}: ${rowsSchema
        .parse(rows)
        .map(({ row }) => row)
        .join('\n')}`,
    )
  }
  return parts.join('\n')
}

const idsSchema = z.array(z.object({ ours: z.boolean(), id: z.uuid() }))

/** Ids of everything that there is, of one workspace and of all others. */
export async function readIds(pool: pg.Pool, slug: string): Promise<{ ours: string[]; theirs: string[] }> {
  const named = z.array(z.object({ name: z.string() })).parse(
    (
      await pool.query(
        `SELECT DISTINCT a.table_name AS name FROM information_schema.columns a JOIN information_schema.columns b USING (table_schema, table_name)
           WHERE a.table_schema = 'public' AND a.column_name = 'id' AND a.data_type = 'uuid' AND b.column_name = 'workspace_id'`,
      )
    ).rows,
  )
  const ids: { ours: string[]; theirs: string[] } = { ours: [], theirs: [] }
  for (const { name } of named) {
    const { rows } = await pool.query(
      `SELECT w.slug = $1 AS ours, t.id FROM public.${name} t JOIN workspace w ON w.id = t.workspace_id ORDER BY random() LIMIT 40`,
      [slug],
    )
    for (const { ours, id } of idsSchema.parse(rows)) (ours ? ids.ours : ids.theirs).push(id)
  }
  const people = z.array(z.object({ id: z.uuid() })).parse((await pool.query('SELECT id FROM person')).rows)
  for (const { id } of people) ids.ours.push(id)
  return ids
}
