import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from './generated/client'

export { Prisma } from './generated/client'
export type Db = PrismaClient

/**
 * In milliseconds: how long a transaction waits for a connection, and how long it may take. Whoever asks waits for 30 s; on a busy machine an
 * answer that comes late is better than Prisma's own two and five seconds, after which it fails.
 */
const patience = { maxWait: 10_000, timeout: 15_000 }

/** Prisma over the same database as the engine's pool: for everything but the step. */
export function createDb(databaseUrl: string): Db {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl }), transactionOptions: patience })
}

/** Prisma over connections of somebody else, who closes them. */
export function createDbOver(pool: pg.Pool): Db {
  return new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: patience })
}
