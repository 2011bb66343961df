import type { FastifyReply, FastifyRequest } from 'fastify'
import secureJson from 'secure-json-parse'
import { refusalBody } from './refusal'

/** A flow with conditions in groups within groups is about fifteen deep. */
const deepest = 100

/**
 * Refuses JSON that is meant to do harm before anybody reads it: so deep that who walks it runs out of stack, or with the
 * names by which an object's prototype is reached. For tRPC, which parses what it gets itself; what Fastify parses, Fastify
 * checks.
 */
export async function soundJson(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  for (const text of textsOf(request)) {
    const fault = faultOf(text)
    if (fault !== null)
      return reply.status(400).send(refusalBody(request, { status: 400, userCode: 'unsound-json', message: fault }))
  }
  return undefined
}

/** A sentence, or null where nothing is wrong with it: whether it is JSON at all, its reader says. */
export function faultOf(text: string): string | null {
  if (isDeeperThan(text, deepest)) return `This request can’t be used: it is nested more than ${deepest} deep.`
  // Parsing it twice is only for what may be bad.
  if (!/proto|constructor|\\u/i.test(text)) return null
  try {
    secureJson.parse(text)
    return null
  } catch (error) {
    const forbidden = error instanceof SyntaxError && error.message.includes('forbidden prototype property')
    return forbidden ? 'This request can’t be used: it names a property that no object may have.' : null
  }
}

function textsOf({ body, query }: FastifyRequest): string[] {
  const input = typeof query === 'object' && query !== null && 'input' in query ? query.input : undefined
  return [body, input].filter((text) => typeof text === 'string')
}

/** In one pass over the characters, and no further than the first place that is too deep. */
function isDeeperThan(text: string, most: number): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (char === quote) {
      at = endOfString(text, at)
      if (at < 0) return false
    } else if (char === bracket || char === brace) {
      depth += 1
      if (depth > most) return true
    } else if (char === bracket + 2 || char === brace + 2) depth -= 1
  }
  return false
}

const quote = 34
const bracket = 91
const brace = 123

/** Where a string ends that begins at `from`; -1 if it never does. */
function endOfString(text: string, from: number): number {
  let end = from
  for (;;) {
    end = text.indexOf('"', end + 1)
    if (end < 0) return -1
    let slashes = 0
    while (text[end - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return end
  }
}
