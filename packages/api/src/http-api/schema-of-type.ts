import type { Json } from '@patchbay/flow/vars'
import { type Checker, type Symbol as Named, SymbolFlags, type Type, TypeFlags } from 'typescript/unstable/sync'

export type JsonSchema = { [name: string]: Json }

/** Where the schemas of types that have a name stand, as seen from any other. */
const placeOf = (name: string) => `#/components/schemas/${name}`

/** Types of ours that are any JSON, or anything: nothing more can be said of them. */
const anyJson = new Set(['JSONType', 'Json'])

/**
 * Describes TypeScript's types as JSON Schemas (2020-12), as they look once they went through `JSON.stringify`. `names` has the names of
 * our own types by their ids: they are described once, in `described`. What has no place in JSON, and a type that holds itself
 * and has no name, throws.
 */
export function createDescriber(checker: Checker, names: ReadonlyMap<number, Named>) {
  const described: Record<string, JsonSchema> = {}
  const places = new Map<number, string>()
  const within: number[] = []

  function schemaOf(type: Type): JsonSchema {
    const name = nameOf(type)
    if (name === null) return inline(type)
    const known = places.get(type.id)
    if (known !== undefined) return { $ref: placeOf(known) }
    const place = freeName(name.name)
    places.set(type.id, place)
    described[place] = {}
    described[place] = { ...documented(name), ...inline(type) }
    return { $ref: placeOf(place) }
  }

  function nameOf(type: Type): Named | null {
    const alias = type.getAliasSymbol()
    if (alias && anyJson.has(alias.name)) return null
    if (!type.isUnionType() && !(type.flags & (TypeFlags.Object | TypeFlags.Intersection))) return null
    if (checker.isArrayLikeType(type)) return null
    return names.get(type.id) ?? null
  }

  function freeName(wanted: string): string {
    for (let at = 1; ; at += 1) {
      const name = at === 1 ? wanted : `${wanted}${at}`
      if (!(name in described)) return name
    }
  }

  function inline(type: Type): JsonSchema {
    const { flags } = type
    if (anyJson.has(type.getAliasSymbol()?.name ?? '')) return { description: 'Any JSON.' }
    if (flags & TypeFlags.AnyOrUnknown) return {}
    if (flags & TypeFlags.Null) return { type: 'null' }
    if (type.isLiteralType() && typeof type.value !== 'bigint') return { const: type.value }
    if (flags & TypeFlags.StringLike) return { type: 'string' }
    if (flags & TypeFlags.NumberLike) return { type: 'number' }
    if (flags & TypeFlags.BooleanLike) return { type: 'boolean' }
    if (type.isUnionType()) return unionOf(type.getTypes() ?? [])
    if (flags & (TypeFlags.Object | TypeFlags.Intersection)) return objectOf(type)
    throw new Error(`${checker.typeToString(type)} has no place in JSON.`)
  }

  /** What may be one of several; `undefined` is not sent. */
  function unionOf(types: readonly Type[]): JsonSchema {
    const sent = types.filter(({ flags }) => !(flags & (TypeFlags.Undefined | TypeFlags.Void)))
    const values = sent.flatMap((type) => (type.isLiteralType() && typeof type.value !== 'bigint' ? [type.value] : []))
    const others = sent.filter((type) => !type.isLiteralType()).map(schemaOf)
    const both = values.includes(true) && values.includes(false)
    const listed = both ? values.filter((value) => typeof value !== 'boolean') : values
    const some: JsonSchema[] = [
      ...(both ? [{ type: 'boolean' }] : []),
      ...(listed.length > 1 ? [{ enum: listed }] : listed.map((value) => ({ const: value }))),
      ...others,
    ]
    const [first] = some
    if (first && some.length === 1) return first
    const plain = some.map(({ type, ...rest }) =>
      Object.keys(rest).length === 0 && typeof type === 'string' ? type : null,
    )
    if (plain.every((type) => type !== null)) return { type: plain }
    return { anyOf: some }
  }

  function objectOf(type: Type): JsonSchema {
    if (type.getSymbol()?.name === 'Date') return { type: 'string', format: 'date-time' }
    if (within.includes(type.id))
      throw new Error(`${checker.typeToString(type)} holds itself: give it a name of its own, as an exported type.`)
    within.push(type.id)
    try {
      return type.isTypeReference() && checker.isArrayLikeType(type) ? listOf(type) : recordOf(type)
    } finally {
      within.pop()
    }
  }

  function listOf(type: Type): JsonSchema {
    const parts = type.isTypeReference() ? checker.getTypeArguments(type) : []
    if (checker.isTupleType(type))
      return { type: 'array', prefixItems: parts.map(schemaOf), minItems: parts.length, maxItems: parts.length }
    const [item] = parts
    return { type: 'array', items: item ? schemaOf(item) : {} }
  }

  function recordOf(type: Type): JsonSchema {
    const properties: Record<string, JsonSchema> = {}
    const required: string[] = []
    for (const property of checker.getPropertiesOfType(type)) {
      const of = checker.getTypeOfSymbol(property)
      if (!of || checker.getSignaturesOfType(of, 0).length > 0) continue
      properties[property.name] = { ...schemaOf(of), ...documented(property) }
      if (!(property.flags & SymbolFlags.Optional)) required.push(property.name)
    }
    const [index] = checker.getIndexInfosOfType(type)
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required } : {}),
      ...(index ? { additionalProperties: schemaOf(index.valueType) } : {}),
    }
  }

  function documented(symbol: Named): { description?: string } {
    const text = docOf(checker, symbol)
    return text === '' ? {} : { description: text }
  }

  return { schemaOf, described }
}

/** What is written above a declaration, as one line. */
export function docOf(checker: Checker, symbol: Named): string {
  return symbol.getDocumentationComment(checker).replace(/\s+/g, ' ').trim()
}
