import { expect, test } from 'vitest'
import { proceduresOf } from '../procedures'
import { appRouter } from '../router'
import { readAnswers } from './answers'
import { describeAnswers } from './describe-answers'
import { openApi } from './open-api'
import { operationsOf } from './operations'

const document = openApi(appRouter, { server: 'https://patchbay.test', version: '1.2.3' })

test('the file of answers says what the source says; `npm run describe:api` writes it anew', () => {
  expect(readAnswers()).toEqual(describeAnswers())
})

test('above every procedure stands what it is for, as one or two sentences', () => {
  const answers = readAnswers().procedures
  const procedures = proceduresOf(appRouter).filter(({ type }) => type !== 'subscription')
  expect(
    procedures.map(({ path }) => path).filter((path) => !/^[A-Z].{8,}\.$/.test(answers[path]?.summary ?? '')),
  ).toEqual([])
})

test('what people alone do, what belongs to no workspace, and what streams is left out; all else is in', () => {
  const inside = operationsOf(appRouter).map(({ procedure }) => procedure)
  const outside = proceduresOf(appRouter).filter(({ path }) => !inside.includes(path))
  expect(inside.length).toBeGreaterThan(60)
  for (const { ability, inPerson, type } of outside)
    expect(ability === null || inPerson || type === 'subscription').toBe(true)
  expect(outside.map(({ path }) => path)).toEqual(expect.arrayContaining(['session.get', 'keys.create', 'live.onNow']))
})

test('it is a sound OpenAPI 3.1 document', async () => {
  const { Validator } = await import('@seriousme/openapi-schema-validator')
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
})

test('a query’s input stands in typed parameters, and only what has no other form in JSON', () => {
  const { paths } = JSON.parse(JSON.stringify(document))
  expect(paths['/api/v1/calls/list'].get).toMatchObject({
    operationId: 'calls.list',
    security: [{ key: ['look'] }],
    parameters: [
      { name: 'cursor', in: 'query', required: false },
      { name: 'limit', schema: { type: 'integer', maximum: 100, default: 50 } },
      { name: 'filter', style: 'deepObject', schema: { properties: { outcome: { enum: expect.any(Array) } } } },
    ],
  })
  const inJson = Object.entries<Record<string, { parameters?: Array<{ name: string; content?: unknown }> }>>(paths)
    .flatMap(([path, { get }]) =>
      (get?.parameters ?? []).map(({ name, content }) => (content ? `${path} ${name}` : null)),
    )
    .filter((found) => found !== null)
  expect(inJson).toEqual([])
})

test('a mutation’s input stands in its body, and its answer is described down to what is written above a field', () => {
  const { paths, components } = JSON.parse(JSON.stringify(document))
  const { post } = paths['/api/v1/flows/publish']
  expect(post.requestBody.content['application/json'].schema).toMatchObject({
    required: ['id', 'revision', 'numberIds'],
    additionalProperties: false,
  })
  expect(post.responses['200'].content['application/json'].schema).toEqual({ $ref: '#/components/schemas/Published' })
  expect(components.schemas.Published.properties.warnings.description).toMatch(/carrier did not take/)
})
