import { blocks } from '@patchbay/blocks/blocks'
import { Prisma } from '@patchbay/db/client'
import { uuidV7 } from '@patchbay/engine/uuid-v7'
import type { FlowDocument } from '@patchbay/flow/document'
import { freeName } from '@patchbay/flow/fragment'
import { record } from '../audit/record'
import type { Context } from '../context'
import { insertTable } from '../tables/import-table'
import { notFound, UserError } from '../user-error'
import { type Example, readTemplate } from './templates'

/**
 * A new flow, empty or from a template, with what the template brings: all of it or nothing. A table or a prompt whose key is
 * there already stays as it is, and the flow uses that one; a flow that is brought is published at once, since only then another
 * can go to it.
 */
export async function createFlow(
  context: Context,
  { name, from }: { name: string; from: string },
): Promise<{ id: string }> {
  const template = readTemplate(from)
  if (!template) throw notFound('template')
  const { deps, workspaceId } = context
  try {
    return await deps.db.$transaction(async (tx) => {
      await bringTables(tx, context, template.brings.tables)
      await bringPrompts(tx, context, template.brings.prompts)
      const ids = await bringFlows(tx, context, template.brings.flows)
      const draft = goingTo(template.document, ids)
      return tx.flow.create({ data: { workspaceId, name, draft }, select: { id: true } })
    })
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error
    throw new UserError('CONFLICT', 'busy', 'Somebody is starting from the same template at this moment. Try again.')
  }
}

type Tx = Prisma.TransactionClient
type Brings = Example['brings']

async function bringTables(tx: Tx, context: Context, tables: Brings['tables']): Promise<void> {
  for (const { csv, ...table } of tables) {
    const there = { workspaceId: context.workspaceId, key: table.key }
    if ((await tx.lookupTable.count({ where: there })) > 0) continue
    await insertTable(tx, context, { ...table, column: null }, bytesOf(csv.join('\n')))
  }
}

async function bringPrompts(tx: Tx, { workspaceId, person }: Context, prompts: Brings['prompts']): Promise<void> {
  for (const { key, name, texts } of prompts) {
    if ((await tx.prompt.count({ where: { workspaceId, key } })) > 0) continue
    const takes = Object.entries(texts).map(([language, text]) => ({ language, kind: 'text', text, createdBy: person }))
    await tx.prompt.create({ data: { workspaceId, key, name, takes: { create: takes } } })
  }
}

/** Gives the ids of the new flows, by what the template calls them. */
async function bringFlows(tx: Tx, context: Context, flows: Brings['flows']): Promise<Map<string, string>> {
  const { workspaceId, person } = context
  const brought = Object.entries(flows).map(([called, flow]) => ({ called, id: uuidV7(), ...flow }))
  const ids = new Map(brought.map(({ called, id }) => [called, id]))
  if (ids.size === 0) return ids
  const there = await tx.flow.findMany({ where: { workspaceId }, select: { name: true } })
  const taken = new Set(there.map(({ name }) => name))
  for (const { id, name: wanted, document: drawn } of brought) {
    const document = goingTo(drawn, ids)
    const name = freeName(wanted, taken)
    taken.add(name)
    await tx.flow.create({
      data: {
        id,
        workspaceId,
        name,
        draft: document,
        savedBy: person,
        versions: { create: { workspaceId, number: 1, document, publishedBy: person } },
      },
    })
    await record(tx, context, {
      action: 'flow.publish',
      subject: { id, name },
      before: { version: null },
      after: { version: 1 },
    })
  }
  return ids
}

/** The document with the new flows' ids in place of what the template calls them. */
function goingTo(document: FlowDocument, ids: ReadonlyMap<string, string>): FlowDocument {
  const nodes = Object.entries(document.nodes).map(([id, node]) => {
    const flow = node.block === blocks['go-to-flow'].type ? ids.get(String(node.config.flow)) : undefined
    return [id, flow === undefined ? node : { ...node, config: { ...node.config, flow } }]
  })
  return { ...document, nodes: Object.fromEntries(nodes) }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
