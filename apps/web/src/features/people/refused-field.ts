import { TRPCClientError } from '@trpc/client'
import { AuthFault } from '../../app/auth-fault'

const fields: Record<string, 'code' | 'email' | 'password'> = {
  'wrong-code': 'code',
  'password-refused': 'password',
  PASSWORD_REFUSED: 'password',
  PASSWORD_TOO_SHORT: 'password',
  PASSWORD_TOO_LONG: 'password',
  INVALID_EMAIL: 'email',
}

/** Beside which field a refusal is told; null: it is about none of them. */
export function refusedField(error: unknown): 'code' | 'email' | 'password' | null {
  if (error instanceof AuthFault) return fields[error.code] ?? null
  if (error instanceof TRPCClientError) return fields[String(error.data?.userCode)] ?? null
  return null
}
