import { schemaOfInput } from '@patchbay/api/http-api/schema-of-input'
import { proceduresOf } from '@patchbay/api/procedures'
import { appRouter } from '@patchbay/api/router'
import fc from 'fast-check'
import { fitting, type Known } from '../inputs/fitting'
import { hostileJson, hostileText } from '../inputs/hostile'
import { spoilt } from '../inputs/mutate'
import type { Attack } from './attack'
import { asHeader, encoded } from './encoded'
import { json, type Place } from './place'

/** Each procedure of the app as tRPC is asked for it: queries, what changes something, streams, and many at once. */
export function procedureAttacks({ prefix, who }: Place, known: Known): fc.Arbitrary<Attack> {
  const single = proceduresOf(appRouter).map(({ path, type, input }) => {
    const schemas = {}
    const schema = input === null ? null : schemaOfInput(input, '', schemas)
    const value = spoilt(schema === null ? fc.constant(undefined) : fitting(schema, known, schemas))
    const text = fc.oneof(
      { weight: 15, arbitrary: value.map((each) => JSON.stringify(each) ?? '') },
      { weight: 1, arbitrary: hostileJson },
    )
    const lastEventId = fc.option(known('lastEventId', undefined) ?? fc.string(), { freq: 2 })
    return fc
      .record({ text, prefix, who, lastEventId, wrongWay: fc.integer({ min: 0, max: 30 }) })
      .map((each): Attack => {
        const asGet = each.wrongWay === 0 ? type === 'mutation' : type !== 'mutation'
        const at = `${each.prefix}/trpc/${path}`
        const query = each.text === '' ? '' : `?input=${encoded(each.text)}`
        const eventId = each.lastEventId === null ? {} : { 'last-event-id': asHeader(String(each.lastEventId)) }
        return {
          at: `trpc ${path}`,
          who: each.who,
          method: asGet ? 'GET' : 'POST',
          // Node reads no more than 16 KB of a request's head.
          path: asGet ? `${at}${query}`.slice(0, 15_000) : at,
          headers: {
            ...(asGet ? {} : json),
            ...(type === 'subscription' ? { accept: 'text/event-stream', ...eventId } : {}),
          },
          body: asGet ? null : each.text,
          ...(type === 'subscription' ? { stream: true } : {}),
        }
      })
  })
  const names = proceduresOf(appRouter).map(({ path }) => path)
  const batch = fc
    .record({
      prefix,
      who,
      called: fc.array(fc.oneof(fc.constantFrom(...names), hostileText), { minLength: 1, maxLength: 60 }),
      text: fc.oneof(
        spoilt(fc.dictionary(fc.nat(60).map(String), fc.jsonValue())).map((value) => JSON.stringify(value) ?? ''),
        hostileJson,
      ),
      post: fc.boolean(),
    })
    .map(
      ({ prefix: before, who: asker, called, text, post }): Attack => ({
        at: 'trpc batch',
        who: asker,
        method: post ? 'POST' : 'GET',
        path: `${before}/trpc/${called.map(encoded).join(',')}?batch=1${post ? '' : `&input=${encoded(text)}`}`.slice(
          0,
          15_000,
        ),
        headers: post ? json : {},
        body: post ? text : null,
      }),
    )
  return fc.oneof({ weight: 12, arbitrary: fc.oneof(...single) }, { weight: 1, arbitrary: batch })
}
