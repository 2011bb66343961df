import { randomUUID } from 'node:crypto'
import { TRPCError } from '@trpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '../roles'
import { appRouter } from '../router'
import { startTestApi, type TestApi } from '../testing'
import { createCallerFactory } from '../trpc'
import { UserError } from '../user-error'
import type { Visit } from '../visit'
import { allProcedures, expectedOf } from './procedures.testing'

const createCaller = createCallerFactory(appRouter)
const procedures = allProcedures()
const whos = [...roles, 'elsewhere', 'signed-out'] as const

let house: TestApi
let workspaceId: string

beforeAll(async () => {
  house = await startTestApi()
  workspaceId = (await house.enter()).workspaceId
})
afterAll(() => house.close())

function visitOf(who: (typeof whos)[number]): Visit {
  if (who === 'signed-out') return { ...house.visitOf(workspaceId), actor: null, place: null }
  if (who === 'elsewhere') return { ...house.visitOf(workspaceId), place: null }
  return house.visitOf(workspaceId, 'Mei', who)
}

/** Asks with an input that no procedure takes: whoever is let in gets no further than that. */
async function askedBy(who: (typeof whos)[number], path: string): Promise<string> {
  const leave = new AbortController()
  leave.abort()
  const nonsense = { [randomUUID()]: 'nonsense' }
  try {
    let ask: unknown = createCaller(visitOf(who), { signal: leave.signal })
    for (const name of path.split('.')) ask = Reflect.get(Object(ask), name)
    if (typeof ask !== 'function') throw new Error(`There is no ${path}.`)
    await ask(nonsense)
    return 'in'
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error
    const code = error.cause instanceof UserError ? error.cause.userCode : ''
    if (code === 'may-not') return 'refused'
    if (code === 'sign-in') return 'sign-in'
    if (code === 'no-workspace') return 'not-there'
    return 'in'
  }
}

describe.each(procedures)('$path', (procedure) => {
  test.each(whos)('%s', async (who) => {
    expect(await askedBy(who, procedure.path)).toBe(expectedOf(procedure, who))
  })
})

test('the table in docs/access.md is what the routers say: a procedure without a row fails here', async () => {
  const mark = { in: '✓', refused: '–', 'not-there': '–', 'sign-in': '–' } as const
  const rows = procedures.map((procedure) => {
    const cells = whos.map((who) => mark[expectedOf(procedure, who)])
    return `| \`${procedure.path}\` | ${procedure.type} | ${procedure.asks} | ${cells.join(' | ')} |`
  })
  const table = `# Who may ask for what

Every procedure, what it asks for, and who is let in: the four roles in their own workspace, people who belong elsewhere only, and whoever is not
signed in. Made from the routers and held against them by \`packages/api/src/access/access.test.ts\`, which asks each of them as each of these. After a
change: \`npx vitest run packages/api/src/access -u\`, and read what changed.

| procedure | kind | asks for | owner | builder | operator | viewer | elsewhere | signed out |
|---|---|---|---|---|---|---|---|---|
${rows.join('\n')}
`
  await expect(table).toMatchFileSnapshot('../../../../docs/access.md')
})
