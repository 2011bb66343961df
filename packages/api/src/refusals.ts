import type { Ability } from './roles'
import { UserError } from './user-error'

const needed: Record<Ability, string> = {
  look: 'you don’t belong to this workspace',
  callers: 'viewers don’t see callers’ data. Ask an owner for another role',
  draw: 'only builders and owners change flows and what they use',
  run: 'only builders, operators and owners do this',
  operate: 'only operators and owners do this',
  manage: 'only owners do this',
}

/** To whoever asks for something that their role, or their key's scopes, do not hold. */
export function mayNot(ability: Ability): UserError {
  return new UserError('FORBIDDEN', 'may-not', `This was not done: ${needed[ability]}.`, { ability })
}

/** To whoever watches with a role that they do not have any more. */
export function roleChanged(): UserError {
  return new UserError('FORBIDDEN', 'role-changed', 'Your role in this workspace was changed. Load the page again.')
}

/** To whoever has to be signed in. */
export function signInFirst(): UserError {
  return new UserError('UNAUTHORIZED', 'sign-in', 'You are not signed in (any more). Sign in, then try again.')
}

/** To a key that there is not (any more). */
export function badKey(): UserError {
  return new UserError('UNAUTHORIZED', 'bad-key', 'There is no such API key (any more). Make one in Settings.')
}

export function expiredKey(name: string): UserError {
  return new UserError('UNAUTHORIZED', 'expired-key', `The API key “${name}” has expired. Make a new one in Settings.`)
}

/** To a request that says twice who asks. */
export function keyAndCookie(): UserError {
  return new UserError(
    'UNAUTHORIZED',
    'key-and-cookie',
    'This request came with an API key and with a session’s cookie. Send one of the two.',
  )
}

/** To a program that asks for what only people do. */
export function inPersonOnly(): UserError {
  return new UserError('FORBIDDEN', 'in-person', 'This is not done with an API key: people do it, in Settings.')
}

/** To whoever asks for more than there is for them; `seconds`: when to come back. */
export function tooMany(seconds: number): UserError {
  const when = `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return new UserError('TOO_MANY_REQUESTS', 'too-many', `That was too much at once. Try again in ${when}.`, {
    retryAfter: seconds,
  })
}

/** A workspace that is not there, and one that is somebody else's: the two look the same. */
export function noWorkspace(): UserError {
  return new UserError('NOT_FOUND', 'no-workspace', 'There is no such workspace, or you don’t belong to it.')
}
