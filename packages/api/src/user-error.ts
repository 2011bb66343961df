import type { TRPC_ERROR_CODE_KEY } from '@trpc/server'

/**
 * Something that a person can put right. `message` is one sentence for them; `userCode` tells programs which case it is,
 * and `details` carries what they need to go on (such as the newer revision of a stale save).
 */
export class UserError extends Error {
  constructor(
    readonly kind: Extract<
      TRPC_ERROR_CODE_KEY,
      | 'NOT_FOUND'
      | 'UNAUTHORIZED'
      | 'FORBIDDEN'
      | 'CONFLICT'
      | 'BAD_REQUEST'
      | 'PRECONDITION_FAILED'
      | 'PAYLOAD_TOO_LARGE'
      | 'TOO_MANY_REQUESTS'
      | 'BAD_GATEWAY'
      | 'TOO_MANY_REQUESTS'
    >,
    readonly userCode: string,
    message: string,
    readonly details?: unknown,
  ) {
    super(message)
    this.name = 'UserError'
  }
}

/** What belongs to nobody, or to somebody else: the two look the same from outside. */
export function notFound(
  what:
    | 'flow'
    | 'version'
    | 'number'
    | 'carrier account'
    | 'call'
    | 'template'
    | 'alert'
    | 'draft'
    | 'table'
    | 'secret'
    | 'prompt'
    | 'take'
    | 'view'
    | 'recording'
    | 'member'
    | 'key',
): UserError {
  return new UserError('NOT_FOUND', `no-${what.replace(' ', '-')}`, `There is no such ${what} (any more).`)
}
