import type { Schema } from './open-api'

/** What a schema refers to, by its name. */
export function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1)
}

/** A schema as a few words: `text`, `number or nothing`, `list of FlowRow`, `“csv” or “json”`. */
export function schemaWords(schema: Schema): string {
  if (schema.$ref !== undefined) return nameOfRef(schema.$ref)
  const some = schema.anyOf ?? schema.oneOf
  if (some) return [...new Set(some.map(schemaWords))].join(' or ')
  if (schema.const !== undefined) return valueWords(schema.const)
  if (schema.enum) return schema.enum.map(valueWords).join(' or ')
  const types = schema.type === undefined ? [] : Array.isArray(schema.type) ? schema.type : [schema.type]
  if (types.length === 0) return 'anything'
  // What may be missing is said last.
  const told = types.toSorted((a, b) => Number(a === 'null') - Number(b === 'null'))
  return told.map((type) => typeWords(type, schema)).join(' or ')
}

function typeWords(type: string, { items, format, additionalProperties }: Schema): string {
  switch (type) {
    case 'string':
      return format === 'date-time' ? 'moment (ISO 8601)' : format === 'uuid' ? 'id' : 'text'
    case 'integer':
      return 'whole number'
    case 'boolean':
      return 'true or false'
    case 'array':
      return items ? `list of ${schemaWords(items)}` : 'list'
    case 'object':
      return typeof additionalProperties === 'object' ? `object of ${schemaWords(additionalProperties)}` : 'object'
    case 'null':
      return 'null'
    default:
      return type
  }
}

function valueWords(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : String(value)
}

/** What has to be kept to: “1 to 100”, “at most 80 characters”, “50 if unsaid”. */
export function limitWords({ minimum, maximum, maxLength, default: unsaid }: Schema): string[] {
  const sane = (limit: number | undefined) =>
    limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : null
  const [least, most] = [sane(minimum), sane(maximum)]
  const range =
    least !== null && most !== null
      ? `${least} to ${most.toLocaleString('en')}`
      : least !== null
        ? `at least ${least}`
        : most !== null
          ? `at most ${most}`
          : null
  return [
    range,
    maxLength === undefined ? null : `at most ${maxLength.toLocaleString('en')} characters`,
    unsaid === undefined || typeof unsaid === 'object' ? null : `${valueWords(unsaid)} if unsaid`,
  ].filter((words) => words !== null)
}

/** The schemas with fields of their own that a schema is made of: itself, what it refers to, or the items of its list. */
export function partsOf(
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
): Array<{ name: string; schema: Schema }> {
  const parts: Array<{ name: string; schema: Schema }> = []
  const look = (part: Schema, name: string) => {
    if (part.$ref !== undefined) {
      const target = nameOfRef(part.$ref)
      const found = schemas[target]
      if (found && !parts.some((known) => known.schema === found)) look(found, target)
      return
    }
    for (const some of [...(part.anyOf ?? []), ...(part.oneOf ?? [])]) look(some, name)
    if (part.items) look(part.items, name)
    if (typeof part.additionalProperties === 'object') look(part.additionalProperties, name)
    if (part.properties && Object.keys(part.properties).length > 0) parts.push({ name, schema: part })
  }
  look(schema, '')
  return parts
}
