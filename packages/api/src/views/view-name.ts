import { Prisma } from '@patchbay/db/client'
import { UserError } from '../user-error'

/** Whether the database refused it because there is one like it. */
export function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}

export function nameTaken(name: string): UserError {
  return new UserError('CONFLICT', 'name-taken', `There is a view called “${name}” already. Choose another name.`)
}
