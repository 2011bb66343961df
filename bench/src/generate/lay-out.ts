import { randomBytes, randomUUID } from 'node:crypto'
import type { ClientBase } from 'pg'
import { z } from 'zod'
import { flows, type GeneratedFlow, order } from './flows'
import { type Variant, variantsOf } from './variants'

/** The chance of a variant, in so many parts. */
const slots = 2_000
const numbersOf = { Bakery: 4, Clinic: 2 } as const

const found = z.array(z.object({ id: z.string() }))

const tables = `
CREATE TEMP TABLE gen_era (era int, since float8);
CREATE TEMP TABLE gen_slot (era int, slot int, variant int);
CREATE TEMP TABLE gen_variant (id int PRIMARY KEY, flow_id uuid, version_id uuid, version int, direction text, outcome text,
  state jsonb, last_seq int, seconds int, bill jsonb, keys text[], tags text[], problems text[], counted text[], types boolean);
CREATE TEMP TABLE gen_event (variant int, seq int, key text, at int, event jsonb, trace jsonb, commands jsonb, types boolean);
CREATE TEMP TABLE gen_number (flow_id uuid, place int, places int, id uuid, e164 text);
CREATE TEMP TABLE gen_call_count (variant int, what text, n numeric);
CREATE TEMP TABLE gen_block_count (variant int, node text, what text, n bigint);`

type Placed = Variant & {
  id: number
  flow: GeneratedFlow
  flowId: string
  version: number
  from: number
  until: number
}

/**
 * Makes the flows, versions and numbers that the calls belong to, and lays out, in temporary tables of this connection, every
 * call that there can be. Gives the workspace: the oldest, which is the one that the pages show.
 */
export async function layOut(client: ClientBase): Promise<{ workspaceId: string; flows: number; numbers: number }> {
  const [workspace] = found.parse((await client.query('SELECT id FROM workspace ORDER BY created_at LIMIT 1')).rows)
  if (!workspace) throw new Error('There is no workspace.')
  const workspaceId = workspace.id
  await client.query('UPDATE workspace SET keep_days = NULL WHERE id = $1', [workspaceId])
  await client.query(tables)
  const placed: Placed[] = []
  let numbers = 0
  for (const flow of flows) {
    const flowId = randomUUID()
    const newest = flow.versions.at(-1)?.document
    await client.query('INSERT INTO flow (id, workspace_id, name, draft) VALUES ($1, $2, $3, $4)', [
      flowId,
      workspaceId,
      flow.name,
      JSON.stringify(newest),
    ])
    let versionId = ''
    for (const [at, version] of flow.versions.entries()) {
      versionId = randomUUID()
      await client.query(
        `INSERT INTO flow_version (id, workspace_id, flow_id, number, document, published_at)
         VALUES ($1, $2, $3, $4, $5, now() - (1 - $6::float8) * interval '365 days')`,
        [versionId, workspaceId, flowId, at + 1, JSON.stringify(version.document), version.from],
      )
      const until = flow.versions[at + 1]?.from ?? 1
      for (const variant of variantsOf(flow, versionId, version))
        placed.push({ ...variant, id: placed.length, flow, flowId, version: at + 1, from: version.from, until })
    }
    const places = Object.entries(numbersOf).find(([name]) => flow.name.startsWith(name))?.[1] ?? 0
    for (let place = 0; place < places; place++)
      numbers += await addNumber(client, { workspaceId, versionId, flowId, place, places })
  }
  await writeVariants(client, placed)
  await writeSlots(client, placed)
  await client.query('ANALYZE gen_slot, gen_variant, gen_event, gen_number, gen_call_count, gen_block_count')
  return { workspaceId, flows: flows.length, numbers }
}

async function addNumber(
  client: ClientBase,
  {
    workspaceId,
    versionId,
    flowId,
    place,
    places,
  }: { workspaceId: string; versionId: string; flowId: string; place: number; places: number },
): Promise<number> {
  const id = randomUUID()
  const e164 = `+653${(randomBytes(4).readUInt32BE() % 9_000_000) + 1_000_000}`
  await client.query(
    `INSERT INTO phone_number (id, workspace_id, e164, token, version_id, label, account_id) VALUES ($1, $2, $3, $4, $5, $6,
       (SELECT id FROM carrier_account WHERE workspace_id = $2 AND from_environment))`,
    [id, workspaceId, e164, randomBytes(16).toString('hex'), versionId, `Generated ${place + 1}`],
  )
  await client.query('INSERT INTO gen_number VALUES ($1, $2, $3, $4, $5)', [flowId, place, places, id, e164])
  return 1
}

async function writeVariants(client: ClientBase, placed: readonly Placed[]): Promise<void> {
  const types = (value: unknown) => JSON.stringify(value).includes(order)
  for (const { id, flowId, versionId, version, direction, played, keys, problems, counted, counts } of placed) {
    const { state, events, seconds } = played
    const end = events.at(-1)?.event
    await client.query(
      'INSERT INTO gen_variant VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)',
      [
        id,
        flowId,
        versionId,
        version,
        direction,
        state.disposition,
        JSON.stringify(state),
        events.length,
        seconds,
        JSON.stringify(end?.type === 'ended' ? end.result.bill : null),
        keys,
        state.tags,
        problems,
        counted,
        types(state),
      ],
    )
    for (const { seq, key, at, event, trace, commands } of events)
      await client.query('INSERT INTO gen_event VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
        id,
        seq,
        key,
        at,
        JSON.stringify(event),
        JSON.stringify(trace),
        JSON.stringify(commands),
        types([event, trace]),
      ])
    for (const { what, n } of counts.calls)
      await client.query('INSERT INTO gen_call_count VALUES ($1, $2, $3)', [id, what, n])
    for (const { node, what, n } of counts.blocks)
      await client.query('INSERT INTO gen_block_count VALUES ($1, $2, $3, $4)', [id, node, what, n])
  }
}

/** Which variant each part of chance falls on, for each stretch of the year in which the same versions answer. */
async function writeSlots(client: ClientBase, placed: readonly Placed[]): Promise<void> {
  const since = [...new Set(placed.map(({ from }) => from))].sort((a, b) => a - b)
  for (const [era, from] of since.entries()) {
    await client.query('INSERT INTO gen_era VALUES ($1, $2)', [era, from])
    const here = placed.filter((variant) => variant.from <= from && from < variant.until)
    const whole = (flow: GeneratedFlow) =>
      here.filter((variant) => variant.flow === flow).reduce((sum, { weight }) => sum + weight, 0)
    let upTo = 0
    let slot = 0
    for (const [place, { id, weight, flow }] of here.entries()) {
      upTo += (flow.share * weight) / whole(flow)
      const end = place === here.length - 1 ? slots : Math.round(upTo * slots)
      for (; slot < end; slot++) await client.query('INSERT INTO gen_slot VALUES ($1, $2, $3)', [era, slot, id])
    }
  }
}
