import fc from 'fast-check'
import { z } from 'zod'
import { fitting, type Known } from '../inputs/fitting'
import { hostileJson, hostileText } from '../inputs/hostile'
import { spoilt } from '../inputs/mutate'
import type { Attack } from './attack'
import { badFiles } from './bad-files'
import { asText, encoded } from './encoded'
import { json, type Place } from './place'

const parameterSchema = z.looseObject({
  name: z.string(),
  in: z.string(),
  schema: z.unknown().optional(),
  content: z.record(z.string(), z.looseObject({ schema: z.unknown() })).optional(),
})
const operationSchema = z.looseObject({
  parameters: z.array(parameterSchema).default([]),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown().optional() })) })
    .optional(),
})
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
})

/** Each operation of the HTTP API's own document, files that come and go included. */
export function documentedAttacks(document: unknown, { prefix, who }: Place, known: Known): fc.Arbitrary<Attack> {
  const { paths, components } = documentSchema.parse(document)
  const of = (schema: unknown, name: string) => spoilt(fitting(schema, known, components.schemas, name))
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => {
      const values = fc.tuple(
        ...parameters.map(({ name, in: where, schema, content }) => {
          const inner = content?.['application/json']?.schema ?? schema
          const value = where === 'path' ? pathPart(name, known) : of(inner, name)
          return fc.tuple(
            fc.constant(name),
            fc.constant(where),
            fc.option(value, { nil: undefined, freq: where === 'path' ? 50 : 3 }),
          )
        }),
      )
      const jsonBody = requestBody?.content['application/json']
      const types = Object.keys(requestBody?.content ?? {}).filter((type) => type !== 'application/json')
      const body: fc.Arbitrary<{ type: string; bytes: string | Uint8Array } | null> = jsonBody
        ? fc.oneof(
            {
              weight: 10,
              arbitrary: of(jsonBody.schema, '').map((value) => ({
                type: json['content-type'],
                bytes: JSON.stringify(value) ?? '',
              })),
            },
            { weight: 1, arbitrary: fc.record({ type: anyType, bytes: hostileJson }) },
          )
        : types.length > 0
          ? fc.record({
              type: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...types) }, { weight: 1, arbitrary: anyType }),
              bytes: badFiles,
            })
          : fc.constant(null)
      return fc
        .record({ prefix, who, values, body, surplus: fc.option(hostileText, { freq: 12 }) })
        .map((each): Attack => {
          let at = path
          const query: string[] = []
          for (const [name, where, value] of each.values) {
            if (where === 'path') at = at.replace(`{${name}}`, encoded(asText(value ?? '')))
            else query.push(...written(name, value))
          }
          if (each.surplus !== null) query.push(`${encoded(each.surplus)}=${encoded(each.surplus)}`)
          return {
            at: `${method} ${path}`,
            who: each.who,
            method: method.toUpperCase(),
            path: `${each.prefix}${at}${query.length > 0 ? `?${query.join('&')}` : ''}`.slice(0, 15_000),
            headers: each.body ? { 'content-type': each.body.type } : {},
            body: each.body?.bytes ?? null,
          }
        })
    }),
  )
  return fc.oneof(...all)
}

const anyType = fc.constantFrom(
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'text/csv',
  'audio/wav',
  'application/octet-stream',
  ';;;',
  'application/json;'.repeat(50),
)

function pathPart(name: string, known: Known): fc.Arbitrary<unknown> {
  const id = known(name, 'uuid') ?? fc.uuid()
  const number = fc.constantFrom('0', '1', '2', '-1', '1.5', '1e9', '2147483648', '9999999999999999')
  const likely = /id$/i.test(name) ? id : name === 'language' ? fc.constantFrom('en', 'zh', 'de-CH', 'xx') : number
  return fc.oneof({ weight: 4, arbitrary: likely }, { weight: 1, arbitrary: hostileText })
}

/** As an address says it: a list several times, a group as `name[field]`. */
function written(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.slice(0, 200).map((each) => `${encoded(name)}=${encoded(asText(each))}`)
  if (typeof value !== 'object') return [`${encoded(name)}=${encoded(asText(value))}`]
  return Object.entries(value).flatMap(([field, inner]) =>
    [inner]
      .flat()
      .slice(0, 50)
      .map((each) => `${encoded(`${name}[${field}]`)}=${encoded(asText(each))}`),
  )
}
