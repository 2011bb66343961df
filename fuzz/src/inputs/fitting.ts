import fc from 'fast-check'
import { z } from 'zod'
import { hostileText } from './hostile'

/** A JSON Schema, as far as inputs use them. */
const schemaSchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
})

/** Values for a place by its name and format; undefined: whatever the schema says. */
export type Known = (name: string, format: string | undefined) => fc.Arbitrary<unknown> | undefined

/** Values that fit a schema, more or less. `schemas`: what its `$ref`s lead to, by their last part. */
export function fitting(
  schema: unknown,
  known: Known,
  schemas: Record<string, unknown>,
  name = '',
  depth = 0,
): fc.Arbitrary<unknown> {
  const shape = schemaSchema.catch({}).parse(schema)
  const inner = (part: unknown, called = name) => fitting(part, known, schemas, called, depth + 1)
  const given = known(name, shape.format)
  if (given) return given
  if (depth > 8) return fc.constant(null)
  if (shape.$ref !== undefined) return inner(schemas[shape.$ref.split('/').at(-1) ?? ''])
  if (shape.const !== undefined) return fc.constant(shape.const)
  if (shape.enum) return fc.constantFrom(...shape.enum)
  const choices = shape.anyOf ?? shape.oneOf ?? shape.allOf
  if (choices && choices.length > 0) return fc.oneof(...choices.map((each) => inner(each)))
  const types = [shape.type ?? (shape.properties ? 'object' : 'any')].flat()
  return fc.oneof(
    ...types.map((type) => {
      switch (type) {
        case 'object':
          return objectOf(shape, inner)
        case 'array':
          return fc.array(inner(shape.items), { maxLength: 4 })
        case 'integer':
          return fc.integer({ min: whole(shape.minimum, 0), max: whole(shape.maximum, 1_000) })
        case 'number':
          return fc.double({ min: shape.minimum ?? 0, max: shape.maximum ?? 1_000, noNaN: true })
        case 'boolean':
          return fc.boolean()
        case 'null':
          return fc.constant(null)
        case 'string':
          return textOf(shape)
        default:
          return fc.jsonValue({ maxDepth: 2 })
      }
    }),
  )
}

type Shape = z.infer<typeof schemaSchema>

function objectOf(shape: Shape, inner: (part: unknown, name: string) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const parts = Object.fromEntries(
    Object.entries(shape.properties ?? {}).map(([name, part]) => [name, inner(part, name)]),
  )
  const requiredKeys = (shape.required ?? []).filter((name) => name in parts)
  const fields = fc.record(parts, { requiredKeys })
  if (typeof shape.additionalProperties !== 'object' || shape.additionalProperties === null) return fields
  const more = fc.dictionary(fc.string({ maxLength: 10 }), inner(shape.additionalProperties, ''), { maxKeys: 3 })
  return fc.tuple(fields, more).map(([own, others]) => ({ ...others, ...own }))
}

function textOf({ format, pattern, minLength = 0, maxLength = 40 }: Shape): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((at) => at.toISOString())
  if (format === 'email') return fc.emailAddress()
  if (format === 'uri') return fc.webUrl()
  if (pattern !== undefined && pattern.length < 120 && !/\\p|\(\?/.test(pattern))
    return fc.oneof(fc.stringMatching(new RegExp(pattern)), hostileText)
  const most = Math.max(minLength, Math.min(maxLength, 60))
  return fc.oneof(
    fc.string({ unit: 'grapheme-ascii', minLength: Math.min(minLength, most), maxLength: most }),
    fc.string({ unit: 'grapheme', minLength: Math.min(minLength, most), maxLength: most }),
  )
}

function whole(bound: number | undefined, otherwise: number): number {
  if (bound === undefined || Math.abs(bound) > 2 ** 40) return otherwise
  return Math.ceil(bound)
}
