import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Caller } from './scripted-caller'
import { type Stack, startStack } from './stack'

const attribute = z.object({ key: z.string(), value: z.looseObject({ stringValue: z.string().optional() }) })
const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: z.array(attribute),
})
const sent = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attribute) }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
})

/** A collector for OTLP over HTTP that keeps what it gets. */
const bodies: string[] = []
const collector = createServer(async (request, response) => {
  if (request.url === '/v1/traces') bodies.push(await text(request))
  response.setHeader('content-type', 'application/json').end('{}')
})
let stack: Stack
let collectorUrl = ''

beforeAll(async () => {
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const address = collector.address()
  if (address === null || typeof address === 'string') throw new Error('The collector got no port.')
  collectorUrl = `http://127.0.0.1:${address.port}`
  stack = await startStack({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl, OTEL_SERVICE_NAME: 'front-desk' } })
})
afterAll(async () => {
  await stack?.stop()
  collector.close()
})

test('a collector hears of each notification, its commit and the request that followed, in one trace', async () => {
  const [number] = await stack.api.numbers.list.query()
  const answer = await fetch(`${stack.simulator}/control/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: '+6591234567', to: number?.e164 }),
  })
  const caller = new Caller(stack.simulator, z.object({ session: z.string() }).parse(await answer.json()).session)
  await expect.poll(async () => (await caller.look()).running).not.toBeNull()
  // What is left is sent before the server stops.
  await stack.stop()

  const resources = bodies.flatMap((body) => sent.parse(JSON.parse(body)).resourceSpans)
  expect(resources[0]?.resource.attributes).toContainEqual({
    key: 'service.name',
    value: { stringValue: 'front-desk' },
  })
  const spans = resources.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  const root = spans.find(
    ({ name, attributes }) =>
      name === 'notification' && attributes.some(({ value }) => value.stringValue === 'started'),
  )
  const children = spans.filter(
    ({ traceId, parentSpanId }) => traceId === root?.traceId && parentSpanId === root.spanId,
  )
  expect(children.map(({ name }) => name).toSorted()).toEqual(['ask gather', 'commit'])
  expect(bodies.join('')).not.toMatch(/patchbay-demo-token|hoiio\/notify/)
})
