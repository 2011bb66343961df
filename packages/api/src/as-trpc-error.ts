import { TRPCError } from '@trpc/server'
import { UserError } from './user-error'

/** What a person can mend, as tRPC's own error; everything else as it is. */
export function asTrpcError(error: unknown): unknown {
  return error instanceof UserError ? new TRPCError({ code: error.kind, message: error.message, cause: error }) : error
}
