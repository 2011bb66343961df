import { LocalPostgresError } from '@patchbay/db/local-postgres'
import { NewerSchemaError } from '@patchbay/db/migrate'
import type { Environment } from './environment'
import { StartError } from './start-error'

/** What keeps Patchbay from starting, as a `StartError` where it is a matter for whoever started it; else as it was. */
export function asStartError(error: unknown, env: Environment): unknown {
  if (error instanceof LocalPostgresError || error instanceof NewerSchemaError) return new StartError(error.message)
  const code = codeOf(error)
  if (code === 'EADDRINUSE') return new StartError(`Port ${env.PORT} is in use. Stop what uses it, or set PORT.`)
  if (code === 'EACCES')
    return new StartError(`Port ${env.PORT} may not be used by this user. Set PORT to 1024 or more.`)
  if (env.DATABASE_URL !== undefined && isDatabaseFault(error, code)) {
    const { host, pathname, username } = new URL(env.DATABASE_URL)
    if (code === '42501' && faultOf(error).includes('role'))
      return new StartError(
        `${username} may not make the role that requests work as. Once, as an administrator of ${host}: CREATE ROLE patchbay_member NOLOGIN (if there is none); GRANT patchbay_member TO ${username};`,
      )
    return new StartError(`The database at ${host}${pathname} can't be used: ${faultOf(error)}. Check DATABASE_URL.`)
  }
  return error
}

export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

const networkFaults = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET', 'EAI_AGAIN'])

/**
 * Postgres' own codes for a broken connection (08…), a refused login (28…), an unknown database (3D000), a user who may
 * not make tables (42501), too many connections (53…) and a server that is not ready (57P03).
 */
export function isDatabaseFault(error: unknown, code: string): boolean {
  if (networkFaults.has(code) || /^(08|28|3D|42501|53|57P)/.test(code)) return true
  return error instanceof Error && error.message.includes('Connection terminated')
}

export function faultOf(error: unknown): string {
  if (error instanceof AggregateError) return faultOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
