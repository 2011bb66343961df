import { addNumber } from '@patchbay/engine/testing'
import { z } from 'zod'
import { createTable } from '../tables/import-table'
import { goodDocument, type TestApi } from '../testing'

/** Stands in every text of a furnished workspace. */
export const mark = 'THEIRS'
export const theirKey = 'their_key'
export const theirCaller = '+6591237777'

/** A workspace with something of everything in it. */
export async function furnish(house: TestApi): Promise<{ workspaceId: string; ids: readonly string[] }> {
  const { api, workspaceId, as } = await house.enter()
  const mei = as(mark)
  const context = house.contextOf(workspaceId, mark)
  const number = await addNumber(house.pool, workspaceId, null)
  const { id } = await api.flows.create({ name: `${mark} flow`, from: 'empty' })
  const { revision } = await mei.flows.save({ id, revision: 1, document: goodDocument(`${mark} hello`) })
  await mei.flows.keep({ id, revision, note: mark })
  await mei.flows.publish({ id, revision, numberIds: [number.id], note: mark })
  await mei.numbers.rename({ numberId: number.id, label: mark })
  await createTable(
    context,
    { key: theirKey, name: mark, column: null, keyKind: 'text' },
    (async function* () {
      yield new TextEncoder().encode(`${mark},b\n1,2\n`)
    })(),
  )
  const prompt = await mei.prompts.create({ key: theirKey, name: mark })
  await mei.prompts.setText({ id: prompt.id, language: 'en', text: mark, gender: null })
  await mei.prompts.setText({ id: prompt.id, language: 'en', text: `${mark} again`, gender: null })
  await mei.secrets.set({ key: theirKey, value: mark })
  await mei.views.save({ name: mark, query: 'outcome=broken' })
  await house.notify(number.token, { session: mark, call_state: 'ringing', from: theirCaller, to: number.e164 })
  await house.finishBlock()
  await house.pool.query(
    `INSERT INTO alert (id, workspace_id, code, message) VALUES (gen_random_uuid(), $1, 'shed', $2)`,
    [workspaceId, mark],
  )
  return { workspaceId, ids: await idsOf(house, workspaceId) }
}

const namesSchema = z.array(z.object({ name: z.string() }))

/** Every id that something in the workspace has. */
async function idsOf(house: TestApi, workspaceId: string): Promise<string[]> {
  const ids = new Set([workspaceId])
  for (const name of await tablesWith(house, 'id')) {
    const { rows } = await house.pool.query(`SELECT id FROM ${name} WHERE workspace_id = $1`, [workspaceId])
    for (const { id } of z.array(z.object({ id: z.uuid() })).parse(rows)) ids.add(id)
  }
  const takes = await house.pool.query(
    'SELECT t.id FROM prompt_take t JOIN prompt p ON p.id = t.prompt_id WHERE p.workspace_id = $1',
    [workspaceId],
  )
  for (const { id } of z.array(z.object({ id: z.uuid() })).parse(takes.rows)) ids.add(id)
  return [...ids]
}

/** All that a workspace holds, table by table, as one text. */
export async function contentsOf(house: TestApi, workspaceId: string): Promise<string> {
  const parts: string[] = []
  for (const name of await tablesWith(house, 'workspace_id')) {
    const { rows } = await house.pool.query(`SELECT t::text AS row FROM ${name} t WHERE workspace_id = $1 ORDER BY 1`, [
      workspaceId,
    ])
    parts.push(`${name}: ${JSON.stringify(rows)}`)
  }
  for (const [name, parent, column] of [
    ['prompt_take', 'prompt', 'prompt_id'],
    ['lookup_row', 'lookup_table', 'table_id'],
    ['flow_visitor', 'flow', 'flow_id'],
  ]) {
    const { rows } = await house.pool.query(
      `SELECT t::text AS row FROM ${name} t JOIN ${parent} p ON p.id = t.${column} WHERE p.workspace_id = $1 ORDER BY 1`,
      [workspaceId],
    )
    parts.push(`${name}: ${JSON.stringify(rows)}`)
  }
  return parts.join('\n')
}

async function tablesWith(house: TestApi, column: string): Promise<string[]> {
  const { rows } = await house.pool.query(
    `SELECT DISTINCT quote_ident(c.table_name) AS name FROM information_schema.columns c
     JOIN information_schema.columns w ON w.table_schema = c.table_schema AND w.table_name = c.table_name AND w.column_name = 'workspace_id'
     WHERE c.table_schema = current_schema() AND c.column_name = $1 ORDER BY 1`,
    [column],
  )
  return namesSchema.parse(rows).map(({ name }) => name)
}
