import type { Json } from '@patchbay/flow/vars'
import { z } from 'zod'
import { UserError } from '../user-error'
import type { JsonSchema } from './schema-of-type'

export type QueryParameter = {
  name: string
  schema: JsonSchema
  required: boolean
  /**
   * How it is written: `text` as it is, `value` as a number, `true` or `false`, `list` by saying it several times, `fields` as
   * `name[field]=…` (OpenAPI's deepObject), and all else as JSON.
   */
  form: 'text' | 'value' | 'list' | 'fields' | 'json'
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.json())).default({}),
  required: z.array(z.string()).default([]),
})
const someSchema = z.array(z.record(z.string(), z.json()))
const typesSchema = z.union([z.string().transform((type) => [type]), z.array(z.string())])

/** What has to be written into the query of a request, of an input that is an object. */
export function queryParameters(schema: JsonSchema): QueryParameter[] {
  const { properties, required } = objectSchema.parse(schema)
  // tRPC's infinite queries say which way they go: here `cursor` alone does.
  const names = Object.keys(properties).filter((name) => name !== 'direction' || !('cursor' in properties))
  return names.map((name) => {
    const of = properties[name] ?? {}
    return { name, schema: of, required: required.includes(name) && !admits(of).has('null'), form: formOf(of) }
  })
}

/** The input that a query says. What it does not know stays, for the input's own schema to refuse. */
export function readQuery(parameters: readonly QueryParameter[], query: URLSearchParams): Record<string, Json> {
  const known = new Set<string>()
  const read = parameters.flatMap(({ name, schema, form }): Array<[string, Json]> => {
    const names = form === 'fields' ? [...query.keys()].filter((key) => fieldOf(name, key) !== null) : [name]
    for (const each of names) known.add(each)
    if (form === 'fields') {
      const fields = objectSchema.parse(schema).properties
      const given = names.map((key): [string, Json] => {
        const field = fieldOf(name, key) ?? ''
        return [field, readValue(query.getAll(key), formOf(fields[field] ?? {}), key)]
      })
      return given.length > 0 ? [[name, Object.fromEntries(given)]] : []
    }
    const given = query.getAll(name)
    if (given.length > 0) return [[name, readValue(given, form, name)]]
    return admits(schema).has('null') && !('default' in schema) ? [[name, null]] : []
  })
  const others = [...new Set(query.keys())].filter((name) => !known.has(name))
  return Object.fromEntries([...read, ...others.map((name): [string, Json] => [name, query.get(name)])])
}

function readValue(given: readonly string[], form: QueryParameter['form'], name: string): Json {
  if (form === 'list') return [...given]
  const [first = '', ...more] = given
  if (more.length > 0) throw new UserError('BAD_REQUEST', 'twice', `“${name}” stands in this address more than once.`)
  if (form === 'text') return first
  // What is no number, and neither true nor false, is refused by the input's own schema, in a sentence.
  if (form === 'value')
    return /^(true|false|null|-?\d+(\.\d+)?)$/.test(first) ? z.json().parse(JSON.parse(first)) : first
  try {
    return z.json().parse(JSON.parse(first))
  } catch {
    throw new UserError('BAD_REQUEST', 'no-json', `“${name}” has to be written as JSON in the address.`)
  }
}

function fieldOf(name: string, key: string): string | null {
  return key.startsWith(`${name}[`) && key.endsWith(']') ? key.slice(name.length + 1, -1) : null
}

function formOf(schema: JsonSchema): QueryParameter['form'] {
  const types = admits(schema)
  types.delete('null')
  const only = (...wanted: string[]) => types.size > 0 && [...types].every((type) => wanted.includes(type))
  if (only('string')) return 'text'
  if (only('number', 'integer', 'boolean')) return 'value'
  if (only('array') && formOf(objectInput(schema.items)) === 'text') return 'list'
  if (!only('object')) return 'json'
  const fields = Object.values(objectSchema.parse(schema).properties)
  return fields.length > 0 && fields.every((field) => ['text', 'value'].includes(formOf(field))) ? 'fields' : 'json'
}

/** The types of JSON that a schema lets through; none: whatever it likes. */
function admits(schema: JsonSchema): Set<string> {
  const some = [...someSchema.catch([]).parse(schema.anyOf), ...someSchema.catch([]).parse(schema.oneOf)]
  if (some.length > 0) return new Set(some.flatMap((each) => [...admits(each)]))
  if ('const' in schema) return new Set([typeName(schema.const ?? null)])
  if (Array.isArray(schema.enum)) return new Set(schema.enum.map(typeName))
  return new Set(typesSchema.catch([]).parse(schema.type))
}

function typeName(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

function objectInput(value: unknown): JsonSchema {
  return z.record(z.string(), z.json()).catch({}).parse(value)
}
