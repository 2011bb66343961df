import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from './generated/client'

export { Prisma } from './generated/client'
export type Db = PrismaClient

/** Prisma over the same database as the engine's pool: for everything but the step. */
export function createDb(databaseUrl: string): Db {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl }) })
}

/** Prisma over connections of somebody else, who closes them. */
export function createDbOver(pool: pg.Pool): Db {
  return new PrismaClient({ adapter: new PrismaPg(pool) })
}
