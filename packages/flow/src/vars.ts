import { z } from 'zod'

export type Json = z.infer<ReturnType<typeof z.json>>

/**
 * What texts and conditions may name: `caller` and `called` are E.164 or empty, `digits` and `recording` are the last
 * ones, `call` tells of the call itself, `settings` are the number's; all else was made by the flow.
 */
export const varsSchema = z
  .object({ caller: z.string(), called: z.string(), digits: z.string(), recording: z.string() })
  .catchall(z.json())
export type Vars = z.infer<typeof varsSchema>

/** What every call has, with the words that the editor shows. */
export const callVariables: Readonly<Record<string, string>> = {
  caller: "the caller's number",
  called: 'the number that was called',
  digits: 'the keys pressed last',
  recording: 'the address of the last recording',
  'call.direction': 'incoming or outgoing',
  'call.started': 'when the call began, in ISO 8601',
  'call.from': 'who calls',
  'call.to': 'who is called',
}

/** Names that no block and no author can give to anything else. */
export const reservedNames: ReadonlySet<string> = new Set([
  'caller',
  'called',
  'digits',
  'recording',
  'call',
  'settings',
  'prompt',
  'secret',
  'error',
  'language',
])

/** The most that a call keeps: characters of one text, items of a list or names of an object, and characters in all. */
export const varLimits = { text: 4_000, items: 200, depth: 6, all: 64_000 } as const

/** Characters that stand for what is filled in later; nothing from outside may bring them along. */
const marks = /[\uE000-\uE003]/g

/**
 * A value from outside made fit to be kept: texts clipped, lists and objects shortened, nested at most `depth` deep, and
 * without the names that JavaScript's own objects have.
 */
export function kept(value: Json, depth: number = varLimits.depth): Json {
  if (typeof value === 'string') return clip(value.replace(marks, ''))
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return null
  if (Array.isArray(value)) return value.slice(0, varLimits.items).map((item) => kept(item, depth - 1))
  const entries = Object.entries(value).filter(([name]) => name !== '__proto__')
  return Object.fromEntries(
    entries.slice(0, varLimits.items).map(([name, item]) => [clip(name), kept(item, depth - 1)]),
  )
}

/** Without half a surrogate pair at its end. */
function clip(text: string): string {
  return text.length <= varLimits.text ? text : text.slice(0, varLimits.text).replace(/[\uD800-\uDBFF]$/, '')
}

/** The variables with some set; null where that would be more than a call may keep. */
export function withVars(vars: Vars, set: Readonly<Record<string, Json>>): Vars | null {
  const next: Vars = { ...vars }
  for (const name in set) {
    const value = set[name]
    if (name !== '__proto__' && value !== undefined) next[name] = kept(value)
  }
  return charactersLeft(next, varLimits.all) >= 0 ? next : null
}

/** What is left of so many characters after a value, about as it stands in JSON; below zero as soon as there are too few. */
function charactersLeft(value: Json, most: number): number {
  if (typeof value === 'string') return most - value.length - 3
  if (typeof value !== 'object' || value === null) return most - 8
  let left = most - 2
  if (Array.isArray(value)) {
    for (const item of value) if (left >= 0) left = charactersLeft(item, left)
  } else {
    for (const name in value) {
      if (left < 0) break
      left = charactersLeft(value[name] ?? null, left - name.length - 4)
    }
  }
  return left
}

/**
 * The name under which a block's results stand: its own in lower case, with `_` for all but letters and digits. Empty if
 * nothing is left of it.
 */
export function variableName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
  return /^\d/.test(plain) ? `_${plain}` : plain
}

/** What a path such as `main_menu.digits` leads to; undefined where there is nothing. Reads own properties only. */
export function valueAt(vars: Readonly<Record<string, Json>>, path: string): Json | undefined {
  let value: Json | undefined = vars
  for (let from = 0; from <= path.length; ) {
    const dot = path.indexOf('.', from)
    const to = dot < 0 ? path.length : dot
    const name = path.slice(from, to)
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = Array.isArray(value) ? value[Number(name)] : value[name]
    from = to + 1
  }
  return value
}
