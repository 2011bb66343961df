import { record } from '../audit/record'
import { hasOwner } from '../auth/first-visit'
import { waitSentence } from '../auth/guess-limits'
import type { House } from '../context'
import { UserError } from '../user-error'
import { keepPassword } from './keep-password'

const wrongCode = 'This is not the code. It stands where Patchbay was started, in its last lines.'

/** So that two who begin at the same moment do so one after the other. */
const beginning = 7_420_032

/**
 * Makes the first owner: of every workspace that has no owner who can sign in. Refused without the code that the server printed, and
 * once there is an owner. The e-mail address counts as verified: whoever reads the server's output could say so anyway.
 */
export async function begin(
  { db, auth }: Pick<House, 'db' | 'auth'>,
  address: string,
  { code, name, email, password }: { code: string; name: string; email: string; password: string },
): Promise<{ slug: string }> {
  const from = `first visit from ${address}`
  const wait = await auth.guesses.attempt(address, from)
  if (wait !== null) throw new UserError('TOO_MANY_REQUESTS', 'too-many', waitSentence(wait), { retryAfter: wait })
  if (!(await auth.firstVisit.open())) throw notFirst()
  if (!auth.firstVisit.isCode(code)) throw new UserError('FORBIDDEN', 'wrong-code', wrongCode)
  await auth.guesses.succeeded(address, from)
  const refused = await auth.refusePassword(password, { name, email })
  if (refused !== null) throw new UserError('BAD_REQUEST', 'password-refused', refused)
  const hash = await auth.hashPassword(password)

  const slug = await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${beginning})`
    if (await hasOwner(tx)) throw notFirst()
    const person = { name, emailVerified: true }
    const { id } = await tx.user.upsert({
      where: { email },
      create: { email, ...person },
      update: person,
      select: { id: true },
    })
    await keepPassword(tx, id, hash)
    await tx.session.deleteMany({ where: { userId: id } })
    const workspaces = await tx.workspace.findMany({ orderBy: { createdAt: 'asc' }, select: { id: true, slug: true } })
    const actor = { kind: 'person', id, name, email } as const
    const note = { action: 'member.join', subject: { id, name: email }, after: { role: 'owner' } } as const
    for (const { id: workspaceId } of workspaces) {
      await tx.member.upsert({
        where: { workspaceId_userId: { workspaceId, userId: id } },
        create: { workspaceId, userId: id, role: 'owner' },
        update: { role: 'owner' },
      })
      await record(tx, { workspaceId, actor, address }, note)
    }
    return workspaces[0]?.slug
  })
  auth.firstVisit.close()
  if (slug === undefined) throw new Error('There is no workspace.')
  return { slug }
}

function notFirst(): UserError {
  return new UserError('CONFLICT', 'not-first', 'Patchbay has an owner already. Sign in, or ask them to invite you.')
}
