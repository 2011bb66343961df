import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type { Db } from '@patchbay/db/client'

/** Letters and digits that nobody takes for each other (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 8
/** So many wrong codes, from wherever, and there is a new one. */
const mostTries = 20

export type FirstVisit = {
  /** Whether there is no owner yet who can sign in, so that whoever has the code becomes one. */
  open: () => Promise<boolean>
  /** Whether it is the code; a wrong one counts. */
  isCode: (given: string) => boolean
  /** There is an owner now: no code is good any more. */
  close: () => void
}

/**
 * The guard of the very first visit: a code that stands only where the server was started. `local`: whoever sits at this machine is
 * its owner without it. `show` is given each code, the first one at once if it is needed.
 */
export async function createFirstVisit(
  db: Db,
  { local, show }: { local: boolean; show: (code: string) => void },
): Promise<FirstVisit> {
  let hash: Buffer | null = null
  let tries = 0
  let owned = local || (await hasOwner(db))

  function renew(): void {
    const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
    hash = hashOf(code)
    tries = 0
    show(`${code.slice(0, length / 2)}-${code.slice(length / 2)}`)
  }

  if (!owned) renew()
  return {
    async open() {
      owned ||= await hasOwner(db)
      return !owned
    },
    isCode(given) {
      if (hash === null) return false
      if (timingSafeEqual(hash, hashOf(plain(given)))) return true
      tries += 1
      if (tries >= mostTries) renew()
      return false
    },
    close() {
      owned = true
      hash = null
    },
  }
}

/** Whether some workspace has an owner with a password, a passkey or an account elsewhere. */
export async function hasOwner(db: Pick<Db, 'member'>): Promise<boolean> {
  const owner = await db.member.findFirst({
    where: { role: 'owner', user: { OR: [{ accounts: { some: {} } }, { passkeys: { some: {} } }] } },
    select: { userId: true },
  })
  return owner !== null
}

/** As people type it: without the dash, in small letters, with the letters that look like digits. */
function plain(given: string): string {
  return given
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

function hashOf(code: string): Buffer {
  return createHash('sha256').update(code).digest()
}
