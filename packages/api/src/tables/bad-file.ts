import { UserError } from '../user-error'

/** A file that can't be a table's contents, whatever else it may be. */
export function badFile(userCode: string, message: string, details?: unknown): UserError {
  return new UserError('BAD_REQUEST', userCode, message, details)
}
