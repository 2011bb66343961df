import { addNumber, addVersion } from '@patchbay/engine/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createReception } from '../reception'
import type { Role } from '../roles'
import { appRouter } from '../router'
import { goodDocument, refusal, startTestApi, type TestApi } from '../testing'
import { createCallerFactory } from '../trpc'

let house: TestApi
beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())

/** The API as a member of a workspace is let into it. */
async function as(workspaceId: string, role: Role) {
  const { id, name, email } = await house.db.user.create({
    data: { name: role, email: `${crypto.randomUUID()}@x.example` },
  })
  await house.db.member.create({ data: { workspaceId, userId: id, role } })
  const meet = createReception(house.deps, { personOf: async () => ({ id, name, email }), localUser: null })
  return async () =>
    createCallerFactory(appRouter)(await meet({ headers: {}, workspace: undefined, address: '', fromHere: false }))
}

test('owners say which roles see callers’ data, from the next request on; they always do, and viewers never', async () => {
  const { workspaceId } = await house.enter()
  const { versionId } = await addVersion(house.pool, workspaceId, goodDocument())
  const number = await addNumber(house.pool, workspaceId, versionId)
  await house.notify(number.token, { session: 'S1', call_state: 'ringing', from: '+6591827364', to: number.e164 })
  await house.engine.idle()
  const [owner, builder, operator, viewer] = await Promise.all(
    (['owner', 'builder', 'operator', 'viewer'] as const).map((role) => as(workspaceId, role)),
  )
  if (!owner || !builder || !operator || !viewer) throw new Error('Somebody is missing.')
  const seen = async () =>
    Promise.all(
      [owner, builder, operator, viewer].map(async (member) => {
        const { calls } = await (await member()).calls.list({})
        return calls[0]?.caller === '+6591827364'
      }),
    )

  expect(await (await viewer()).workspace.callersVisibleTo()).toEqual(['builder', 'operator'])
  expect(await seen()).toEqual([true, true, true, false])

  expect(await (await owner()).workspace.setCallersVisibleTo({ roles: ['operator'] })).toEqual(['operator'])
  expect(await seen()).toEqual([true, false, true, false])
  expect((await (await builder()).session.get()).place?.abilities).toEqual(['look', 'draw', 'run'])

  await (await owner()).workspace.setCallersVisibleTo({ roles: [] })
  expect(await seen()).toEqual([true, false, false, false])

  expect(await refusal((await operator()).workspace.setCallersVisibleTo({ roles: ['operator'] }))).toMatchObject({
    userCode: 'may-not',
  })
  const entries = await house.db.auditEntry.findMany({ where: { workspaceId }, orderBy: { at: 'asc' } })
  expect(entries).toMatchObject([
    {
      action: 'settings.change',
      actorName: 'owner',
      before: { callersVisibleTo: ['builder', 'operator'] },
      after: { callersVisibleTo: ['operator'] },
    },
    { action: 'settings.change', after: { callersVisibleTo: [] } },
  ])
})

test.each(['owner', 'viewer', 'nobody'])('“%s” is no role to choose', async (role) => {
  const { api } = await house.enter()
  // @ts-expect-error The browser could send it all the same.
  expect(await refusal(api.workspace.setCallersVisibleTo({ roles: [role] }))).toMatchObject({ code: 'BAD_REQUEST' })
})
