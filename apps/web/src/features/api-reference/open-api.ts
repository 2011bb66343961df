import { z } from 'zod'

/** As much of a JSON Schema as the reference shows. */
export type Schema = {
  $ref?: string | undefined
  type?: string | string[] | undefined
  description?: string | undefined
  format?: string | undefined
  const?: unknown
  enum?: unknown[] | undefined
  default?: unknown
  minimum?: number | undefined
  maximum?: number | undefined
  minLength?: number | undefined
  maxLength?: number | undefined
  items?: Schema | undefined
  properties?: Record<string, Schema> | undefined
  required?: string[] | undefined
  additionalProperties?: Schema | boolean | undefined
  anyOf?: Schema[] | undefined
  oneOf?: Schema[] | undefined
}

const schemaSchema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    description: z.string().optional(),
    format: z.string().optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    default: z.unknown().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    items: schemaSchema.optional(),
    properties: z.record(z.string(), schemaSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), schemaSchema]).optional(),
    anyOf: z.array(schemaSchema).optional(),
    oneOf: z.array(schemaSchema).optional(),
  }),
)

const contentSchema = z.record(z.string(), z.object({ schema: schemaSchema.optional() }))

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  tags: z.tuple([z.string()]),
  'x-scope': z.string(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean(),
        schema: schemaSchema.optional(),
        content: contentSchema.optional(),
        style: z.string().optional(),
      }),
    )
    .default([]),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ content: contentSchema.optional() })),
})

const documentSchema = z.object({
  info: z.object({ version: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), schemaSchema) }),
})

export type Operation = z.infer<typeof operationSchema> & { path: string; method: string }

export type Reference = {
  version: string
  description: string
  /** In the document's order, by what they are about. */
  groups: Array<{ name: string; operations: Operation[] }>
  schemas: Record<string, Schema>
}

/** The API's document, as this server gives it. Rejects where it can't be reached or read. */
export async function readReference(address: string): Promise<Reference> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`)
  const { info, paths, components } = documentSchema.parse(await answer.json())
  const groups = new Map<string, Operation[]>()
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const [name] = operation.tags
      groups.set(name, [...(groups.get(name) ?? []), { ...operation, path, method }])
    }
  return {
    ...info,
    groups: [...groups].map(([name, operations]) => ({ name, operations })),
    schemas: components.schemas,
  }
}
