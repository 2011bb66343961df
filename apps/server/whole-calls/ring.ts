import { blocks } from '@patchbay/blocks/blocks'
import type { FlowDocument } from '@patchbay/flow/document'
import { compileFlow, type Flow } from '@patchbay/flow/flow'
import { readDocument } from '@patchbay/flow/migrate'
import { replay, versionsWalked } from '@patchbay/flow/replay'
import { expect } from 'vitest'
import { z } from 'zod'
import { Caller, type ScriptedCall } from './scripted-caller'
import type { Stack } from './stack'

const simulatorCalls = z.array(z.looseObject({ session: z.string() }))
const placed = z.object({ session: z.string() })

export type OwnNumber = { id: string; e164: string }
type Logged = Awaited<ReturnType<Stack['api']['calls']['get']['query']>>

/** The first number that the carrier gives. */
export async function firstNumber({ api }: Stack): Promise<OwnNumber> {
  const [first] = await api.numbers.list.query()
  if (!first) throw new Error('The carrier gave no number.')
  return first
}

/** Publishes a drawn flow, see `publishFlow`. */
export async function publish(
  stack: Stack,
  number: OwnNumber,
  { name, document }: { name: string; document: FlowDocument },
): Promise<string> {
  const { id } = await stack.api.flows.create.mutate({ name })
  return publishFlow(stack, number, id, () => document)
}

/** Publishes a flow made from a template, see `publishFlow`. */
export async function publishTemplate(
  stack: Stack,
  number: OwnNumber,
  template: string,
  change?: (document: FlowDocument) => FlowDocument,
): Promise<string> {
  const { id } = await stack.api.flows.create.mutate({ name: template, from: template })
  return publishFlow(stack, number, id, change)
}

/** Saves and publishes a flow without a doubt about it; incoming ones on a number. Gives the flow's id. */
async function publishFlow(
  { api }: Stack,
  number: OwnNumber,
  id: string,
  change: (document: FlowDocument) => FlowDocument = (document) => document,
): Promise<string> {
  const { revision, document: was } = await api.flows.get.query({ id })
  const read = readDocument(was)
  if (!read.ok) throw new Error(read.message)
  const document = change(read.document)
  const saved = await api.flows.save.mutate({ id, revision, document })
  const incoming = Object.values(document.nodes).some((node) => node.block === 'answer')
  const published = await api.flows.publish.mutate({
    id,
    revision: saved.revision,
    numberIds: incoming ? [number.id] : [],
  })
  expect(published.warnings).toEqual([])
  return id
}

/** Starts the call, incoming or outgoing, and gives the caller on the simulator's end of it. */
export async function begin(
  stack: Stack,
  number: OwnNumber,
  flowId: string,
  call: Pick<ScriptedCall, 'from' | 'dest'>,
): Promise<Caller> {
  if (call.dest === undefined) {
    const answer = await fetch(`${stack.simulator}/control/calls`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: call.from, to: number.e164 }),
    })
    expect(answer.status).toBe(201)
    return new Caller(stack.simulator, placed.parse(await answer.json()).session)
  }
  const known = new Set((await sessions(stack)).map((each) => each.session))
  await stack.api.calls.place.mutate({ flowId, dest: call.dest })
  const end = Date.now() + 5_000
  while (Date.now() < end) {
    const fresh = (await sessions(stack)).find((each) => !known.has(each.session))
    if (fresh) return new Caller(stack.simulator, fresh.session)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('No call reached the carrier.')
}

async function sessions({ simulator }: Stack) {
  const body: unknown = await (await fetch(`${simulator}/control/calls`)).json()
  return simulatorCalls.parse(Array.isArray(body) ? body : z.object({ calls: z.unknown() }).parse(body).calls)
}

/** The call in our log once it is as wanted, or as it is after ten seconds. */
export async function logged({ api }: Stack, session: string, settled: (found: Logged) => boolean): Promise<Logged> {
  const end = Date.now() + 10_000
  for (;;) {
    const { calls } = await api.calls.list.query({ limit: 20 })
    for (const row of calls) {
      const found = await api.calls.get.query({ id: row.id })
      if (found.call.session === session && (settled(found) || Date.now() > end)) return found
    }
    if (Date.now() > end) throw new Error(`Call ${session} is not in the log.`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The blocks that a call came to, in order. */
export function walked({ events }: Logged): string[] {
  return events.flatMap(({ trace }) => trace.flatMap((entry) => (entry.type === 'entered' ? [entry.node] : [])))
}

/** Whether each step of a call, walked again from its stored events, comes out as it was stored. */
export async function replayed({ api }: Stack, { call, events }: Logged): Promise<boolean[]> {
  const compiled = async (versionId: string): Promise<[string, Flow]> => {
    const { document } = await api.flows.version.query({ versionId })
    return [versionId, compileFlow(blocks, document)]
  }
  const flows = new Map(await Promise.all([call.versionId, ...versionsWalked(events)].map(compiled)))
  const main = flows.get(call.versionId)
  if (!main) throw new Error('A call has a version.')
  return replay(main, flows, { call, steps: events }).map(({ same }) => same)
}

/** The text messages that were asked for, in order. */
export function smsOf({ events }: Logged): string[] {
  return events.flatMap(({ commands }) =>
    commands.flatMap(({ command }) => (command.type === 'sms' ? [command.msg] : [])),
  )
}
