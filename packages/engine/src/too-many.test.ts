import type { FlowDocument } from '@patchbay/flow/document'
import { drawFlow } from '@patchbay/flow/testing'
import { apology, walkLimits } from '@patchbay/flow/trace'
import { expect, test } from 'vitest'
import { setUpMenu } from './menu.testing'
import { addNumber, addVersion } from './testing'

const here = setUpMenu()

async function ringOn(document: FlowDocument): Promise<void> {
  const { versionId } = await addVersion(here.house.pool, here.workspaceId, document)
  const { token } = await addNumber(here.house.pool, here.workspaceId, versionId, '+6531580001')
  await here.ring(token)
}

const round = { block: 'play', config: { message: 'Round' }, to: { next: 'round' } }

test('a flow in which the caller can do nothing is stopped, with an alert that names it', async () => {
  await ringOn(drawFlow({ start: { block: 'answer', to: { next: 'round' } }, round }))
  for (let i = 0; i < walkLimits.alone; i++) await here.house.finishBlock()
  expect(here.house.carrier.requests.at(-1)).toMatchObject({ path: 'ivr/end/hangup', params: { msg: apology } })
  const { id, version_id } = await here.theCall()
  const events = await here.house.events(id)
  expect(events.flatMap(({ trace }) => trace)).toContainEqual({ type: 'problem', code: 'too-many', node: 'round' })
  const alerts = async () => (await here.house.pool.query('SELECT code, subject, call_id FROM alert')).rows
  await expect.poll(alerts, { timeout: 3_000 }).toEqual([{ code: 'too-many', subject: version_id, call_id: id }])
})

test('it goes on by the exit for that, if there is one', async () => {
  await ringOn(
    drawFlow({
      start: { block: 'answer', config: { tooMany: true }, to: { next: 'round', 'too-many': 'desk' } },
      round,
      desk: { block: 'transfer', config: { dest: '+6562220001' } },
    }),
  )
  for (let i = 0; i < walkLimits.alone; i++) await here.house.finishBlock()
  expect(here.house.paths().at(-1)).toBe('ivr/end/transfer')
  expect(await here.theCall()).toMatchObject({ phase: 'running' })
})
