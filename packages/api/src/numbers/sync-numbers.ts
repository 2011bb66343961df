import { createToken } from '@patchbay/engine/token'
import type { Context } from '../context'
import { UserError } from '../user-error'
import { forwardNumbers } from './forward-numbers'

/**
 * Reads the account's numbers from the carrier and adds those that are new here. Forwarding is set for numbers that a
 * flow answers and for those that go nowhere yet; a number that is forwarded elsewhere stays so until a flow is put on it.
 */
export async function syncNumbers({ deps, workspaceId }: Context): Promise<{ warnings: string[] }> {
  const active = await readActive(deps)
  await deps.db.phoneNumber.createMany({
    data: active.map(({ number }) => ({ workspaceId, e164: number, token: createToken() })),
    skipDuplicates: true,
  })
  const known = await deps.db.phoneNumber.findMany({
    where: { workspaceId, e164: { in: active.map(({ number }) => number) } },
    select: { e164: true, token: true, versionId: true },
  })
  const nowhere = new Set(active.filter(({ forwardTo }) => forwardTo === '').map(({ number }) => number))
  const ours = known.filter(({ e164, versionId }) => versionId !== null || nowhere.has(e164))
  return { warnings: await forwardNumbers(deps, ours) }
}

async function readActive({ hoiio, log }: Context['deps']) {
  try {
    return await hoiio.numbers.getActive()
  } catch (error) {
    log.warn({ err: error }, 'the numbers could not be read from the carrier')
    const reason = error instanceof Error ? ` ${error.message}` : ''
    throw new UserError('BAD_GATEWAY', 'carrier', `The numbers could not be read from the carrier.${reason}`)
  }
}
