import { type Db, Prisma } from '@patchbay/db/client'
import { z } from 'zod'
import { UserError } from '../user-error'
import { type Search, searchCalls, standTogether } from './call-search'

const foundSchema = z.array(z.object({ id: z.uuid(), started_at: z.date() }))
export type FoundCall = z.infer<typeof foundSchema>[number]

/** PostgreSQL's own code for a statement that took too long, and Prisma's for a transaction that did. */
const tooLong = /57014|P2028/

/**
 * The first calls of the list that a filter asks for. What is common is met among the newest calls; only what is not is
 * looked for by the indexes that know where it is but not in which order, so that neither costs a walk through the whole table.
 */
export async function findCalls(
  { db, workspaceId }: { db: Db; workspaceId: string },
  search: Omit<Search, 'workspaceId' | 'reach'> & { limit: number },
): Promise<FoundCall[]> {
  if (standTogether(search.filter))
    return foundSchema.parse(await db.$queryRaw(searchCalls({ ...search, workspaceId })))
  const near = foundSchema.parse(await db.$queryRaw(searchCalls({ ...search, workspaceId, reach: 'near' })))
  if (near.length === search.limit) return near
  try {
    const [, far] = await db.$transaction([
      // The planner takes what is rare for common, and would walk through the list.
      db.$executeRaw`SELECT set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true),
        set_config('enable_seqscan', 'off', true), set_config('statement_timeout', '4500', true)`,
      db.$queryRaw(searchCalls({ ...search, workspaceId, reach: 'far' })),
    ])
    return foundSchema.parse(far)
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && tooLong.test(`${error.code} ${error.message}`)))
      throw error
    throw new UserError(
      'BAD_REQUEST',
      'too-broad',
      'This takes too long to find among so many calls. Choose a shorter time, or one thing more.',
    )
  }
}
