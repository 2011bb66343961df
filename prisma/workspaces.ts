import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { createDbOver, type Db } from './client'

/** Another name for what was asked for inside of no workspace. */
const nowhere = ''

/** The workspace that a statement is asked for in. */
const asking = new AsyncLocalStorage<string>()

/** What one workspace's requests work with: Postgres itself shows it no other's rows, whatever a statement forgets to say. */
export type WorkspaceDb = { db: Db; pool: WorkspacePool }

/** Connections for statements of our own. */
export type WorkspacePool = Pick<pg.Pool, 'connect'> & {
  query: (text: string, values?: unknown[]) => Promise<pg.QueryResult>
}

/**
 * The way into a database for all that is asked on behalf of one workspace. Its connections work as `patchbay_member`, which owns
 * no table, and row-level security (see the migration `0010_people`) lets them see what belongs to the workspace that they were
 * taken for, and nothing at all where that is none.
 */
export function createWorkspaces(databaseUrl: string, max = 10) {
  const pool = new ScopedPool({ connectionString: databaseUrl, max })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = createDbOver(pool)
  return {
    enter(workspaceId: string): WorkspaceDb {
      return {
        db: within(db, workspaceId),
        pool: {
          connect: within(pool, workspaceId).connect,
          query: (text, values) => asking.run(workspaceId, () => pool.query(text, values)),
        },
      }
    },
    async close(): Promise<void> {
      await db.$disconnect()
      await pool.end()
    },
  }
}

export type Workspaces = ReturnType<typeof createWorkspaces>

type Connected = Parameters<pg.Pool['connect']>[0]

/** Tells each connection whose it is before anybody gets it, where it does not know already. */
class ScopedPool extends pg.Pool {
  readonly #known = new WeakMap<pg.PoolClient, string>()

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Connected): void
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    const connecting = this.#connectAs(asking.getStore() ?? nowhere)
    if (!callback) return connecting
    connecting.then(
      (client) => callback(undefined, client, (fault) => client.release(fault)),
      (error: Error) => callback(error, undefined, () => undefined),
    )
    return undefined
  }

  async #connectAs(workspaceId: string): Promise<pg.PoolClient> {
    const client = await super.connect()
    if (this.#known.get(client) === workspaceId) return client
    try {
      await client.query(
        `SELECT set_config('role', 'patchbay_member', false), set_config('patchbay.workspace', $1, false)`,
        [workspaceId],
      )
      this.#known.set(client, workspaceId)
      return client
    } catch (error) {
      client.release(true)
      throw error
    }
  }
}

/**
 * The same object, whose methods, and those of what it holds, ask for the workspace. Prisma asks only when somebody waits for its
 * answer, which may be somewhere else: so it is waited for here.
 */
function within<T extends object>(whole: T, workspaceId: string): T {
  return new Proxy(whole, {
    get(target, name) {
      // It gathers these of a whole turn of the loop into one statement, whoever asked.
      if (name === 'findUnique' || name === 'findUniqueOrThrow')
        throw new Error('findUnique is answered together with other workspaces’: use findFirst.')
      const value: unknown = Reflect.get(target, name)
      if (typeof value === 'function')
        return (...given: unknown[]) =>
          asking.run(workspaceId, () => {
            const answer: unknown = Reflect.apply(value, target, given)
            return isThenable(answer) ? answer.then((known) => known) : answer
          })
      return typeof value === 'object' && value !== null ? within(value, workspaceId) : value
    },
  })
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
