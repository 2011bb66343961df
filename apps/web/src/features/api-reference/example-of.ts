import type { Operation, Schema } from './open-api'

/** How an operation could be asked: with what it can't do without. */
export function exampleOf({ method, path, parameters, requestBody }: Operation) {
  const asked = parameters.filter(({ required, in: place }) => required && place === 'query')
  const query = asked.flatMap(({ name, schema = {}, style }) => {
    const value = exampleValue(schema)
    if (style === 'deepObject' && typeof value === 'object' && value !== null)
      return Object.entries(value).map(([field, part]) => `${name}[${field}]=${encodeURIComponent(String(part))}`)
    const [first] = Array.isArray(value) ? value : [value]
    return [`${name}=${encodeURIComponent(typeof first === 'object' ? JSON.stringify(first) : String(first))}`]
  })
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  const text = content?.schema ? JSON.stringify(exampleValue(content.schema)) : '@file'
  return {
    method,
    path: `${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    ...(type === undefined ? {} : { body: { type, text } }),
  }
}

const id = '01234567-89ab-7cde-8f01-23456789abcd'

function exampleValue(schema: Schema): unknown {
  if (schema.$ref !== undefined) return {}
  const [some] = schema.anyOf ?? schema.oneOf ?? []
  if (some) return exampleValue(some)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type
  switch (type) {
    case 'string':
      return schema.format === 'uuid' ? id : schema.format === 'date-time' ? '2026-01-01T00:00:00Z' : 'text'
    case 'number':
    case 'integer':
      return Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return true
    case 'array':
      return schema.items ? [exampleValue(schema.items)] : []
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, exampleValue(schema.properties?.[name] ?? {})]),
      )
    default:
      return {}
  }
}
