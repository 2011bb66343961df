import { TRPCError } from '@trpc/server'
import { asTrpcError } from '../as-trpc-error'
import type { Actor } from '../context'
import { mayNot, roleChanged, signInFirst } from '../refusals'
import type { Ability } from '../roles'
import { UserError } from '../user-error'
import { contextOf, type Visit } from '../visit'

/** How long a stream may go on for somebody who may not watch any more: with what a look at it takes, less than 15 s. */
const lookMs = 10_000

/**
 * The same stream, for as long as whoever watches it is signed in and has the role that they had. Then it ends with what they would
 * be told if they asked now. What somebody can mend is told as in any other answer.
 */
export async function* whileAllowed<T>(stream: AsyncIterable<T>, visit: Visit, ability: Ability): AsyncGenerator<T> {
  const source = stream[Symbol.asyncIterator]()
  const had = contextOf(visit).abilities
  let refusal: unknown = null
  let interrupt = () => {}
  let looking = false
  const timer = setInterval(async () => {
    if (looking) return
    looking = true
    refusal = await lookAgain(visit, ability, had)
    looking = false
    if (refusal) interrupt()
  }, lookMs)
  timer.unref()
  try {
    for (;;) {
      const next = await new Promise<IteratorResult<T>>((resolve, reject) => {
        interrupt = () => reject(refusal)
        if (refusal) interrupt()
        else source.next().then(resolve, reject)
      })
      if (next.done) return
      yield next.value
    }
  } catch (error) {
    const told = asTrpcError(error)
    if (!(told instanceof TRPCError)) visit.house.log.error({ err: error }, 'a stream failed')
    throw told
  } finally {
    clearInterval(timer)
    // Not waited for: it may be in the middle of waiting for something that never comes.
    void source.return?.()?.catch(() => undefined)
  }
}

/** Null: they may go on. A database that does not answer says nothing against them. */
async function lookAgain(visit: Visit, ability: Ability, had: ReadonlySet<Ability>): Promise<UserError | null> {
  try {
    const { actor, place } = await visit.again()
    if (actor === null || !isSame(actor, visit.actor)) return signInFirst()
    // Whose address names no workspace is in another one then.
    if (place === null || place.workspaceId !== visit.place?.workspaceId) return mayNot('look')
    const { abilities } = place
    if (!abilities.has(ability)) return mayNot(ability)
    return abilities.size === had.size && [...abilities].every((each) => had.has(each)) ? null : roleChanged()
  } catch (error) {
    return error instanceof UserError ? error : null
  }
}

/** Whoever is signed out may be somebody else then: whoever sits at this machine. */
function isSame(actor: Actor, before: Actor | null): boolean {
  return actor.kind === before?.kind && idOf(actor) === idOf(before)
}

function idOf(actor: Actor): string {
  return actor.kind === 'system' ? '' : actor.id
}
