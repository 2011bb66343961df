import { fileOperations } from '@patchbay/api/http-api/file-operations'
import { startTestApi, type TestApi } from '@patchbay/api/testing'
import { readAllowed } from '@patchbay/engine/outbound/allowed-addresses'
import { createRecordings } from '@patchbay/engine/outbound/recordings'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttp } from './http'

let house: TestApi
beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())

/** Fastify draws its routes as a tree, a branch of which goes on where the one above it ends. */
function routesIn(drawn: string): string[] {
  const above: string[] = []
  return drawn.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods] = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? []
    const depth = indent.length / 4
    above.length = depth
    above.push(part)
    return (methods ?? '').split(', ').flatMap((method) => (method ? `${method.toLowerCase()} ${above.join('')}` : []))
  })
}

test('every route of files stands in the API’s document, and the document names no other', async () => {
  const recordings = createRecordings(readAllowed(''))
  const app = await createHttp({
    house: house.deps,
    reception: async () => ({ ...house.visitOf(''), actor: null, place: null }),
    engine: house.engine,
    metrics: new Registry(),
    log: house.deps.log,
    recordings,
    simulatorUrl: null,
    env: { HOST: '127.0.0.1', ALLOWED_HOSTS: [], REQUESTS_PER_MINUTE: 6_000 },
  })
  await app.ready()
  const files = routesIn(app.printRoutes()).filter((route) => /^(?!head )\w+ \/files\//.test(route))
  const named = Object.values(fileOperations).map(
    ({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
  )
  expect(files.toSorted()).toEqual(named.toSorted())
  await app.close()
  await recordings.close()
})
