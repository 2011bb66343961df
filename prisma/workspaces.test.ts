import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createDb, type Db } from './client'
import { createPool } from './pool'
import { createTestDatabase } from './test-database'
import { createWorkspaces, type Workspaces } from './workspaces'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let owner: Db
let pool: ReturnType<typeof createPool>
let workspaces: Workspaces
let mine: string
let theirs: string

beforeAll(async () => {
  database = await createTestDatabase()
  owner = createDb(database.url)
  pool = createPool(database.url, 2)
  workspaces = createWorkspaces(database.url, 2)
  const make = async (name: string) => {
    const { id } = await owner.workspace.create({ data: { name } })
    await owner.flow.create({ data: { workspaceId: id, name: `Flow of ${name}`, draft: {} } })
    const person = await owner.user.create({ data: { name, email: `${name}@example.com` } })
    await owner.member.create({ data: { workspaceId: id, userId: person.id, role: 'owner' } })
    await owner.auditEntry.create({ data: { workspaceId: id, actorKind: 'system', actorName: name, action: 'x' } })
    return id
  }
  mine = await make('mine')
  theirs = await make('theirs')
})
afterAll(async () => {
  await workspaces.close()
  await owner.$disconnect()
  await pool.end()
  await database.drop()
})

describe('inside of a workspace', () => {
  test('a query without any filter sees nothing of another one', async () => {
    const { db } = workspaces.enter(mine)
    expect((await db.flow.findMany()).map(({ name }) => name)).toEqual(['Flow of mine'])
    expect((await db.workspace.findMany()).map(({ name }) => name)).toEqual(['mine'])
    expect((await db.user.findMany({ select: { name: true } })).map(({ name }) => name)).toEqual(['mine'])
    expect((await db.auditEntry.findMany()).map(({ actorName }) => actorName)).toEqual(['mine'])
    expect(await db.$queryRaw`SELECT name FROM flow`).toEqual([{ name: 'Flow of mine' }])
    expect(await db.$transaction((tx) => tx.flow.count())).toBe(1)
  })

  test('nothing of another one is written, changed or deleted', async () => {
    const { db, pool } = workspaces.enter(mine)
    await expect(db.flow.create({ data: { workspaceId: theirs, name: 'x', draft: {} } })).rejects.toThrow('row-level')
    expect(await db.flow.updateMany({ where: { workspaceId: theirs }, data: { name: 'x' } })).toEqual({ count: 0 })
    expect((await pool.query('DELETE FROM member WHERE workspace_id = $1', [theirs])).rowCount).toBe(0)
    await expect(db.flow.updateMany({ data: { workspaceId: theirs } })).rejects.toThrow('row-level')
    expect(await owner.flow.count({ where: { workspaceId: theirs, name: 'Flow of theirs' } })).toBe(1)
  })

  test('passwords, sessions and second factors can’t be read, nor anybody be made', async () => {
    const { pool } = workspaces.enter(mine)
    for (const table of [
      'person_account',
      'person_session',
      'person_two_factor',
      'person_passkey',
      'person_verification',
    ])
      await expect(pool.query(`SELECT * FROM ${table}`)).rejects.toThrow('permission denied')
    await expect(pool.query('SELECT * FROM person')).rejects.toThrow('permission denied')
    await expect(pool.query(`UPDATE person SET email = 'x'`)).rejects.toThrow('permission denied')
  })

  test('two at once on few connections never see each other’s', async () => {
    const [a, b] = [workspaces.enter(mine), workspaces.enter(theirs)]
    const asked = Array.from({ length: 60 }, async (_, at) => {
      const { db, pool } = at % 2 === 0 ? a : b
      const expected = at % 2 === 0 ? 'Flow of mine' : 'Flow of theirs'
      const found = z.array(z.object({ name: z.string() }))
      const names = [
        (await db.flow.findMany({ include: { versions: true } })).map(({ name }) => name),
        (await db.$transaction(async (tx) => tx.flow.findMany())).map(({ name }) => name),
        found.parse((await pool.query('SELECT name FROM flow')).rows).map(({ name }) => name),
      ]
      expect(names).toEqual([[expected], [expected], [expected]])
    })
    await Promise.all(asked)
  })

  test('a transaction that fails leaves the connection to the next one as its own', async () => {
    const { db } = workspaces.enter(mine)
    await expect(
      db.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('patchbay.workspace', ${theirs}, true)`
        throw new Error('No.')
      }),
    ).rejects.toThrow('No.')
    for (let at = 0; at < 4; at += 1)
      expect(await workspaces.enter(mine).db.flow.count({ where: { workspaceId: theirs } })).toBe(0)
  })

  test('and inside of none, or of one that there is not, nobody sees anything', async () => {
    for (const nowhere of ['', randomUUID()]) expect(await workspaces.enter(nowhere).db.flow.count()).toBe(0)
  })

  test('what Prisma would ask together with another one’s is refused', () => {
    expect(() => workspaces.enter(mine).db.flow.findUnique({ where: { id: mine } })).toThrow('findFirst')
  })
})

/** Tables that no workspace may touch: better-auth's, what was tried too often, keys of the house, and Prisma's own. */
const nobodys = /^(person_|attempt$|kept_key$|_prisma_migrations$)/

test('every table is guarded: row-level security with a policy, or no right at all', async () => {
  const { rows } = await pool.query(`
    SELECT c.relname AS name, c.relrowsecurity AS secured,
      EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS policy,
      has_any_column_privilege('patchbay_member', c.oid, 'SELECT') AS readable
    FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace`)
  const tables = z
    .array(z.object({ name: z.string(), secured: z.boolean(), policy: z.boolean(), readable: z.boolean() }))
    .parse(rows)
  expect(tables.length).toBeGreaterThan(25)
  for (const { name, ...is } of tables)
    expect({ name, ...is }).toEqual(
      nobodys.test(name)
        ? { name, secured: false, policy: false, readable: false }
        : { name, secured: true, policy: true, readable: true },
    )
})

test('what was done stays written, even for the owner of the tables', async () => {
  await expect(owner.auditEntry.deleteMany()).rejects.toThrow('never changed')
  await expect(owner.auditEntry.updateMany({ data: { action: 'y' } })).rejects.toThrow('never changed')
})
