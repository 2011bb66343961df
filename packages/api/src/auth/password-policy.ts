import { createHash } from 'node:crypto'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

export const passwordLength = { least: 10, most: 128 }

/** What Pwned Passwords counts as breached (see `breachRange` in `createAuth`); it is not waited for longer than this. */
const patienceMs = 1_500
/** Guessable with fewer than a million tries, says zxcvbn (its score of 2 begins there): a breached one with a little change. */
const leastScore = 2
/** Of a longer one the beginning is looked at: it takes much longer with each letter, and so many are enough to be good. */
const lookedAt = 40

/** Made for the first password that is judged: it takes as long as a tenth of a server's start. */
let guessing: { guesser: ZxcvbnFactory; common: ReadonlySet<string> } | undefined
function guess() {
  guessing ??= {
    guesser: new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }),
    common: new Set(dictionary['passwords-common']),
  }
  return guessing
}

export type Whose = { name: string; email: string }

/**
 * Says in a sentence why a password can't be used, or null if it can. `breachRange` is the address of an index of breached
 * passwords, without the five letters that end it, or null for none; without network the list that ships decides.
 */
export async function refusePassword(
  password: string,
  { name, email }: Whose,
  breachRange: string | null,
): Promise<string | null> {
  const { least, most } = passwordLength
  if (password.length < least) return `A password has at least ${least} characters.`
  if (password.length > most) return `A password has at most ${most} characters.`
  const lower = password.toLowerCase()
  const own = ownWords(name, email)
  if (own.some((word) => lower.includes(word)))
    return 'This password has your name, your e-mail address or “patchbay” in it, which others try first. Choose another.'
  const breached =
    'This password is among those that are tried first, since they were stolen elsewhere. Choose another.'
  const { guesser, common } = guess()
  if (common.has(lower) || guesser.check(password.slice(0, lookedAt), own).score < leastScore) return breached
  return breachRange !== null && (await isBreached(password, breachRange)) ? breached : null
}

/** What others know of somebody; what is shorter than four letters stands in many good passwords by chance. */
function ownWords(name: string, email: string): string[] {
  const [mailbox = '', host = ''] = email.toLowerCase().split('@')
  const words = [...name.toLowerCase().split(/\s+/), mailbox, ...mailbox.split(/[._+-]/), host.split('.')[0] ?? '']
  return ['patchbay', ...words.filter((word) => word.length >= 4)]
}

/**
 * Asks an index that speaks the range protocol of Pwned Passwords (https://haveibeenpwned.com/API/v3#PwnedPasswords): only the first
 * five letters of the password's SHA-1 leave this machine. An index that does not answer says nothing against a password.
 */
async function isBreached(password: string, breachRange: string): Promise<boolean> {
  const hash = createHash('sha1').update(password).digest('hex').toUpperCase()
  try {
    const answer = await fetch(`${breachRange}${hash.slice(0, 5)}`, {
      headers: { 'add-padding': 'true', 'user-agent': 'Patchbay' },
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'error',
    })
    if (!answer.ok) return false
    const rest = `${hash.slice(5)}:`
    const line = (await answer.text()).split(/\r?\n/).find((each) => each.toUpperCase().startsWith(rest))
    // With padding, what was never breached is counted 0 times.
    return line !== undefined && Number(line.slice(rest.length)) > 0
  } catch {
    return false
  }
}
