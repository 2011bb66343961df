import { z } from 'zod'

/** A JSON Schema, as far as inputs use them. */
const shapeSchema = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  get anyOf() {
    return z.array(shapeSchema).optional()
  },
  get oneOf() {
    return z.array(shapeSchema).optional()
  },
  get properties() {
    return z.record(z.string(), shapeSchema).optional()
  },
  get items() {
    return shapeSchema.optional()
  },
  format: z.string().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
})
type Shape = z.infer<typeof shapeSchema>

/** Values by the name of the place where they stand; what is not here is made from the schema alone. */
export type Samples = (name: string, shape: Shape) => unknown

/**
 * An input that a procedure takes, as full as can be. Gives undefined where it takes none.
 */
export function sampleInput(input: z.ZodType | undefined, samples: Samples): unknown {
  if (input === undefined) return undefined
  const shape = shapeSchema.parse(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any', reused: 'inline' }))
  return sampleOf('', shape, samples)
}

function sampleOf(name: string, shape: Shape, samples: Samples): unknown {
  const given = samples(name, shape)
  if (given !== undefined) return given
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  const choices = shape.anyOf ?? shape.oneOf
  if (choices) return sampleOf(name, choices.find(({ type }) => type !== 'null') ?? {}, samples)
  switch (Array.isArray(shape.type) ? shape.type[0] : shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).map(([key, part]) => [key, sampleOf(key, part, samples)]),
      )
    case 'array':
      return [sampleOf(name, shape.items ?? {}, samples)]
    case 'integer':
    case 'number':
      return Math.max(shape.minimum ?? 1, 1)
    case 'boolean':
      return true
    case 'null':
      return null
    case 'string':
      return 'x'
    default:
      return {}
  }
}
