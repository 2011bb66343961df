import { readFile } from 'node:fs/promises'
import type { AppRouter } from '@patchbay/api/router'
import { readDocument } from '@patchbay/flow/migrate'
import { createTRPCClient, httpLink } from '@trpc/client'
import { z } from 'zod'
import { type FlowName, incomingFlows, outgoingFlows } from '../plan/plan-round'

const flowFile = z.object({ name: z.string(), document: z.unknown() })

export type Api = ReturnType<typeof createTRPCClient<AppRouter>>

/** The product's own API, as its web app uses it. */
export function createApi(url: string): Api {
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })
}

/** Publishes an example for every flow of the run, each incoming one on a number of its own. Gives their ids. */
export async function publishExamples(
  api: Api,
  numberOf: ReadonlyMap<FlowName, string>,
): Promise<Map<FlowName, string>> {
  const numbers = await api.numbers.list.query()
  const ids = new Map<FlowName, string>()
  for (const flow of [...incomingFlows, ...outgoingFlows]) {
    const number = numbers.find(({ e164 }) => e164 === numberOf.get(flow))
    ids.set(flow, await publish(api, flow, number ? [number.id] : []))
  }
  return ids
}

async function publish(api: Api, flow: FlowName, numberIds: string[]): Promise<string> {
  const file = new URL(`../../../examples/${flow}.json`, import.meta.url)
  const { name, document } = flowFile.parse(JSON.parse(await readFile(file, 'utf8')))
  const read = readDocument(document)
  if (!read.ok) throw new Error(read.message)
  const { id } = await api.flows.create.mutate({ name })
  const { revision } = await api.flows.get.query({ id })
  const saved = await api.flows.save.mutate({ id, revision, document: read.document })
  await api.flows.publish.mutate({ id, revision: saved.revision, numberIds })
  return id
}
