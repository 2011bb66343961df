import { configureAuth } from '@patchbay/api/auth/create-auth'
import type { Db } from '@patchbay/db/client'
import fc from 'fast-check'
import pino from 'pino'
import { z } from 'zod'
import { fitting, type Known } from '../inputs/fitting'
import { hostileJson, hostileText } from '../inputs/hostile'
import { spoilt } from '../inputs/mutate'
import type { Attack } from './attack'
import { asText, encoded } from './encoded'
import { json, type Place } from './place'

const endpointSchema = z.custom<{ path: string; options: object }>(
  (value) =>
    typeof value === 'function' &&
    typeof Reflect.get(value, 'path') === 'string' &&
    typeof Reflect.get(value, 'options') === 'object',
)
const optionsSchema = z.looseObject({
  method: z.union([z.string(), z.array(z.string())]).default('GET'),
  body: z.instanceof(z.ZodType).optional().catch(undefined),
  query: z.instanceof(z.ZodType).optional().catch(undefined),
})

/** Every endpoint that better-auth has as we configure it, those that are closed included. */
export function accountAttacks(db: Db, { who }: Place, known: Known): fc.Arbitrary<Attack> {
  const { api } = configureAuth({
    db,
    key: Buffer.alloc(32, 7),
    appUrl: 'http://localhost:3000',
    origins: [],
    mails: { sent: true, send: async () => true },
    guesses: { attempt: async () => null, succeeded: async () => undefined, firstUse: async () => true },
    oidc: null,
    breachRange: null,
    log: pino({ level: 'silent' }),
  })
  const endpoints = Object.values(api).flatMap((each) => {
    const read = endpointSchema.safeParse(each)
    return read.success ? [read.data] : []
  })
  if (endpoints.length < 20) throw new Error('better-auth’s endpoints could not be listed.')
  const all = endpoints.map(({ path, options }) => {
    const { method, body, query } = optionsSchema.parse(options)
    const methods = [method].flat()
    return fc
      .record({
        who,
        method: fc.oneof(
          { weight: 12, arbitrary: fc.constantFrom(...methods) },
          { weight: 1, arbitrary: fc.constantFrom('GET', 'POST') },
        ),
        body: fc.oneof(
          { weight: 12, arbitrary: inputOf(body, known).map((value) => JSON.stringify(value) ?? '') },
          { weight: 1, arbitrary: hostileJson },
        ),
        query: inputOf(query, known),
        part: hostileText,
        type: fc.constantFrom(
          'application/json',
          'application/json',
          'application/json',
          'text/plain',
          'application/x-www-form-urlencoded',
        ),
      })
      .map((each): Attack => {
        const at = path.replace(/:\w+\??/g, () => encoded(each.part))
        const text = Object.entries(Object(each.query)).map(
          ([name, value]) => `${encoded(name)}=${encoded(asText(value))}`,
        )
        const posts = each.method !== 'GET'
        return {
          at: `auth ${path}`,
          who: each.who,
          method: each.method,
          path: `/api/auth${at}${text.length > 0 ? `?${text.join('&')}` : ''}`.slice(0, 15_000),
          headers: posts ? { ...json, 'content-type': each.type } : {},
          body: posts ? each.body : null,
        }
      })
  })
  return fc.oneof(...all)
}

function inputOf(schema: z.ZodType | undefined, known: Known): fc.Arbitrary<unknown> {
  if (schema === undefined) return spoilt(fc.constant({}))
  try {
    return spoilt(fitting(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), known, {}))
  } catch {
    return spoilt(fc.constant({}))
  }
}
