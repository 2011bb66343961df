import { z } from 'zod'
import type { JsonSchema } from './schema-of-type'

const objectInput = z.record(z.string(), z.json())
const defs = '#/$defs/'

/**
 * An input's JSON Schema, as it has to be sent. What it refers to within itself goes into `schemas`, under names that begin with `name`.
 */
export function schemaOfInput(input: z.ZodType, name: string, schemas: Record<string, JsonSchema>): JsonSchema {
  const {
    $schema: _,
    $defs,
    ...schema
  } = objectInput.parse(
    JSON.parse(
      JSON.stringify(
        z.toJSONSchema(input, {
          io: 'input',
          unrepresentable: 'any',
          override({ zodSchema, jsonSchema }) {
            if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
          },
        }),
      ),
    ),
  )
  const placed = (value: JsonSchema) =>
    objectInput.parse(
      JSON.parse(JSON.stringify(value), (key, found: unknown) =>
        key === '$ref' && typeof found === 'string' && found.startsWith(defs)
          ? `#/components/schemas/${name}${found.slice(defs.length)}`
          : found,
      ),
    )
  for (const [def, held] of Object.entries(objectInput.catch({}).parse($defs)))
    schemas[`${name}${def}`] = placed(objectInput.parse(held))
  return placed(schema)
}
