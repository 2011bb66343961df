import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginAs, createBrowser, joinAs, type Patchbay, startPatchbay } from './people.testing'

let patchbay: Patchbay
beforeAll(async () => {
  patchbay = await startPatchbay()
})
afterAll(() => patchbay.close())

test('the simulator is reached by whoever may ring numbers, in their workspace’s address too, and by nobody else', async () => {
  const owner = await beginAs(patchbay)
  const { data } = await owner.trpc('session.get', undefined, 'query')
  const slug = /"slug":"([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? ''
  const addresses = ['/simulator/control/calls', `/w/${slug}/simulator/control/calls`]
  const asked = async (browser: ReturnType<typeof createBrowser>) =>
    Promise.all(addresses.map(async (address) => (await browser.ask(address)).status))

  expect(await asked(owner)).toEqual([200, 200])
  expect(await asked(await joinAs(patchbay, owner, 'Omar', 'operator'))).toEqual([200, 200])
  expect(await asked(await joinAs(patchbay, owner, 'Bea', 'builder'))).toEqual([200, 200])
  const viewer = await joinAs(patchbay, owner, 'Vera', 'viewer')
  expect(await asked(viewer)).toEqual([403, 403])
  expect((await viewer.ask('/simulator/control/calls')).message).toContain(
    'only builders, operators and owners do this',
  )
  const ring = { method: 'POST', body: { from: '+6591110000', to: '+6531580000' } }
  expect((await viewer.ask('/simulator/control/calls', ring)).status).toBe(403)
  expect(await asked(createBrowser(patchbay.url))).toEqual([401, 401])
  // Another workspace's address is nobody's.
  expect((await owner.ask('/w/elsewhere/simulator/control/calls')).status).toBe(404)
})
