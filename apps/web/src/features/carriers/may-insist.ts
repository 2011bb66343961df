import { TRPCClientError } from '@trpc/client'

/** Whether a removal was refused only since the carrier could not be told, so that one may have it all the same. */
export function mayInsist(error: unknown): boolean {
  if (!(error instanceof TRPCClientError)) return false
  const data: unknown = error.data
  return typeof data === 'object' && data !== null && 'userCode' in data && data.userCode === 'forwarding'
}
