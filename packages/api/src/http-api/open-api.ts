import type { AnyRouter } from '@trpc/server'
import { z } from 'zod'
import type { Ability } from '../roles'
import { type Answers, readAnswers } from './answers'
import { type FileOperation, fileOperations } from './file-operations'
import { type Operation, operationsOf } from './operations'
import { type QueryParameter, queryParameters } from './query-parameters'
import { schemaOfInput } from './schema-of-input'
import type { JsonSchema } from './schema-of-type'

export type OpenApi = JsonSchema

const description = `The same operations as the app. An owner makes keys in Settings; a request carries one as \`Authorization: Bearer pb_…\`,
and is in the key’s workspace. Each operation says which scope it needs. Everything is asked for with GET, and changed with POST and JSON
(\`{}\` where nothing needs to be said). Parameters that belong together are written \`filter[from]=…\`.

What went wrong is told as \`{ "error": { "code", "userCode", "message", "details" } }\`: the message is a sentence for people, the two codes are
for programs. Too much at once is answered with 429, and \`Retry-After\` says in how many seconds to come back.

What is told as it happens (the pages that move by themselves) is not part of this API; calls and alerts can be sent to you by
webhooks instead.`

/** The API's document (OpenAPI 3.1), made of the routers, what the source says of their answers, and the list of files. */
export function openApi(router: AnyRouter, { server, version }: { server: string; version: string }): OpenApi {
  const answers = readAnswers()
  const schemas: Record<string, JsonSchema> = { ...answers.schemas, Error: errorSchema, FileError: fileErrorSchema }
  const paths: Record<string, { [method: string]: JsonSchema }> = {}
  for (const operation of operationsOf(router))
    paths[operation.path] = { [operation.method]: describeOperation(operation, answers, schemas) }
  for (const [id, operation] of Object.entries<FileOperation>(fileOperations))
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: describeFile(id, operation, answers, schemas),
    }
  return {
    openapi: '3.1.0',
    info: { title: 'Patchbay', version, description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: server }],
    paths,
    components: {
      schemas: used(schemas, paths),
      responses: {
        Error: failure('It was not done: why stands in the message.'),
        FileError: failure('It was not done: why stands in the message.', 'FileError'),
        TooMany: tooMany,
      },
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key, `pb_…`.' } },
    },
  }
}

function describeOperation(operation: Operation, answers: Answers, schemas: Record<string, JsonSchema>): JsonSchema {
  const { procedure, method, ability, input } = operation
  const told = answers.procedures[procedure]
  const takes = input ? schemaOfInput(input, `${procedure}.`, schemas) : null
  const body = takes ?? { type: 'object', additionalProperties: false }
  return {
    operationId: procedure,
    summary: told?.summary ?? '',
    tags: [procedure.split('.')[0] ?? procedure],
    ...needs(ability),
    ...(method === 'get' && takes ? { parameters: queryParameters(takes).map(parameterOf) } : {}),
    ...(method === 'post'
      ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } }
      : {}),
    responses: { ...answerOf(told?.answer ?? null), ...refusals },
  }
}

function describeFile(
  id: string,
  { method: _, path, ability, summary, query, takes, gives }: FileOperation,
  answers: Answers,
  schemas: Record<string, JsonSchema>,
): JsonSchema {
  const asked = query ? queryParameters(schemaOfInput(query, `files.${id}.`, schemas)).map(parameterOf) : []
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const parameters = [...inPath, ...asked]
  return {
    operationId: `files.${id}`,
    summary,
    tags: ['files'],
    ...needs(ability),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(takes ? { requestBody: { required: true, content: contentOf(takes) } } : {}),
    responses: {
      ...(gives
        ? { 200: { description: 'The file.', content: contentOf(gives) } }
        : answerOf(answers.files[id] ?? null)),
      ...fileRefusals,
    },
  }
}

function needs(ability: Ability): JsonSchema {
  return { description: `Needs the scope \`${ability}\`.`, security: [{ key: [ability] }], 'x-scope': ability }
}

function parameterOf({ name, schema, required, form }: QueryParameter): JsonSchema {
  const told = { name, in: 'query', required }
  if (form === 'json') return { ...told, content: { 'application/json': { schema } } }
  if (form === 'fields') return { ...told, schema, style: 'deepObject', explode: true }
  return { ...told, schema }
}

function answerOf(answer: JsonSchema | null): JsonSchema {
  if (answer === null) return { 204: { description: 'It is done.' } }
  return { 200: { description: 'The answer.', content: { 'application/json': { schema: answer } } } }
}

function contentOf(types: readonly string[]): JsonSchema {
  return Object.fromEntries(types.map((type) => [type, {}]))
}

const refusals = {
  '4XX': { $ref: '#/components/responses/Error' },
  429: { $ref: '#/components/responses/TooMany' },
}
const fileRefusals = { '4XX': { $ref: '#/components/responses/FileError' } }

const factsOfError = {
  userCode: { type: ['string', 'null'], description: 'Which case it is, such as `stale-revision`.' },
  message: { type: 'string', description: 'A sentence for people: what is wrong, and what to do.' },
  details: { description: 'What is needed to go on, such as the newer revision.' },
}
const fileErrorSchema: JsonSchema = { type: 'object', required: ['message'], properties: factsOfError }

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'userCode', 'message', 'details'],
      properties: {
        code: { type: 'string', description: 'What kind of error it is, such as `NOT_FOUND`.' },
        ...factsOfError,
      },
    },
  },
}

function failure(description: string, schema = 'Error'): JsonSchema {
  return { description, content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } }
}

const tooMany: JsonSchema = {
  ...failure('Too much at once.'),
  headers: { 'Retry-After': { description: 'In how many seconds to come back.', schema: { type: 'integer' } } },
}

const refSchema = z.string().regex(/^#\/components\/schemas\//)

/** The schemas that something refers to, directly or through others. */
function used(schemas: Record<string, JsonSchema>, paths: unknown): Record<string, JsonSchema> {
  const wanted = new Set(['Error', 'FileError'])
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, part] of Object.entries(value)) {
      const ref = name === '$ref' ? refSchema.safeParse(part) : null
      if (!ref?.success) look(part)
      else {
        const schema = ref.data.slice('#/components/schemas/'.length)
        if (!wanted.has(schema)) {
          wanted.add(schema)
          look(schemas[schema])
        }
      }
    }
  }
  look(paths)
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => wanted.has(name)))
}
