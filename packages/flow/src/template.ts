import { Liquid, type Template } from 'liquidjs'
import { type Vars, valueAt } from './vars'

/** What stands in a text for what is filled in later: a secret when the request leaves, a prompt when it is looked up. */
export const secretMark = { open: '\uE000', close: '\uE001' } as const
const promptMark = { open: '\uE002', close: '\uE003' } as const
/** And for digits that nobody may see: between them stands a name that only the engine knows a meaning of. */
export const sealedMark = { open: '\uE004', close: '\uE005' } as const

const walls = {
  ownPropertyOnly: true,
  strictVariables: false,
  strictFilters: true,
  parseLimit: 8_000,
  renderLimit: 20,
  memoryLimit: 100_000,
  relativeReference: false,
  templates: {},
} as const
const allowedTags = new Set(['if', 'unless', 'case', 'assign', 'comment', 'raw'])

/**
 * Liquid with walls: only a variable's own properties, at most 8,000 characters of template, 20 ms (three times, see
 * `patiently`) and 100,000 units of memory to render. Tags that repeat or read elsewhere are not registered at all, so no text can run on.
 */
function walled(options: ConstructorParameters<typeof Liquid>[0] = {}): Liquid {
  const liquid = new Liquid({ ...walls, ...options })
  for (const tag of Object.keys(liquid.tags)) if (!allowedTags.has(tag)) delete liquid.tags[tag]
  return liquid
}

const written = walled({ outputEscape: words })
/** In what is spoken, no value can bring marks of its own along. */
const spoken = walled({ outputEscape: spokenWords })

function spokenWords(value: unknown): string {
  return words(value).replace(/[<>]/g, ' ')
}

function words(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export type CompiledText =
  | {
      ok: true
      /** As it is written, for an SMS, a number or an address; secrets and sealed digits are left out. */
      render: (vars: Vars) => string
      /** The same with a mark for every secret that it names. */
      renderWithSecrets: (vars: Vars) => string
      /** With a mark for all sealed digits that it names; `renderWithSecrets` has those too. */
      renderSealed: (vars: Vars) => string
      /** As it is spoken: `prompt` gives the marks of a prompt by its key, or null. */
      say: (vars: Vars, prompt: (key: string) => string | null) => string
      /** What it names: paths such as `main_menu.digits`. */
      names: string[]
      /** Those of them that stand among the call's variables: prompts and secrets are found elsewhere, and what a name in brackets leads to is known only to the text. */
      looksUp: string[]
    }
  | { ok: false; message: string }

/**
 * Parses a text that may hold `{{ caller }}` and the like. Never throws: a text that can't be parsed says why. Rendering
 * never throws either; what fails while rendering gives an empty text.
 */
export function compileText(text: string): CompiledText {
  const before = known.get(text)
  if (before) return before
  const compiled = compile(text)
  if (known.size >= mostKnown) known.clear()
  known.set(text, compiled)
  return compiled
}

/** The same texts are rendered call after call, and checked key after key. */
const known = new Map<string, CompiledText>()
const mostKnown = 2_000

function compile(text: string): CompiledText {
  if (!text.includes('{{') && !text.includes('{%'))
    return {
      ok: true,
      render: () => text,
      renderWithSecrets: () => text,
      renderSealed: () => text,
      say: () => text,
      names: [],
      looksUp: [],
    }
  // How values are escaped is settled when a text is parsed, so it is parsed for each.
  let toWrite: Template[]
  let toSpeak: Template[]
  let names: string[]
  try {
    toWrite = written.parse(text)
    toSpeak = spoken.parse(text)
    names = written.globalFullVariablesSync(toWrite).map(String)
  } catch (error) {
    return { ok: false, message: faultOf(error) }
  }
  const secrets = placeholders(names, 'secret', secretMark)
  const prompts = placeholders(names, 'prompt', promptMark)
  const parts = plainParts(text)
  const render = (aloud: boolean, vars: Vars) => {
    const spell = aloud ? spokenWords : words
    if (parts) return parts.map((part) => (typeof part === 'string' ? part : spell(valueAt(vars, part.path)))).join('')
    const given = { ...vars, secret: secrets, prompt: prompts }
    return patiently(() => String((aloud ? spoken : written).renderSync(aloud ? toSpeak : toWrite, given))) ?? ''
  }
  return {
    ok: true,
    names,
    looksUp: names.filter((name) => !/^(prompt|secret)\.|\[/.test(name)),
    render: (vars) => withoutPrompts(withoutSealed(withoutSecrets(render(false, vars)))),
    renderWithSecrets: (vars) => withoutPrompts(render(false, vars)),
    renderSealed: (vars) => withoutPrompts(withoutSecrets(render(false, vars))),
    say: (vars, prompt) =>
      withoutSealed(withoutSecrets(render(true, vars))).replace(
        /\uE002([^\uE003]*)\uE003/g,
        (_, key: string) => prompt(key) ?? '',
      ),
  }
}

/**
 * Liquid's limit of time is by the clock on the wall: on a busy machine a process can be stopped for all of it in the midst of
 * a short text, and a caller would hear nothing. A text that is too long a second and a third time is so by itself: null, as for
 * any other fault.
 */
function patiently(render: () => string): string | null {
  for (let tries = 1; tries <= 3; tries += 1) {
    try {
      return render()
    } catch (error) {
      if (!faultOf(error).includes('render limit exceeded')) return null
    }
  }
  return null
}

type PlainPart = string | { path: string }

/**
 * The parts of a text with nothing in its braces but names of variables, as most texts are: those are filled in without Liquid, which
 * takes ten times as long. Null for all others, and for names that mean more to Liquid than a variable.
 */
function plainParts(text: string): PlainPart[] | null {
  const parts = text.split(/\{\{\s*([^\s{}%]+)\s*\}\}/)
  const plain = parts.map((part, at): PlainPart => (at % 2 ? { path: part } : part))
  const all = plain.every((part) => (typeof part === 'string' ? !/\{[{%]/.test(part) : plainName.test(part.path)))
  return all ? plain : null
}

const plainName =
  /^(?!(?:true|false|nil|null|empty|blank|secret|prompt|forloop)\b)(?!.*\.(?:size|first|last)\b)[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$/

/** Nor with half a mark: a filter can cut one in two. */
/** A prompt is spoken; where something is written it is nothing. */
function withoutPrompts(text: string): string {
  return text.replace(/\uE002[^\uE003]*\uE003|[\uE002\uE003]/g, '')
}

function withoutSecrets(text: string): string {
  return text.replace(/\uE000[^\uE001]*\uE001|[\uE000\uE001]/g, '')
}

/** A text is quick to have none; one that has gets looked through. */
function withoutSealed(text: string): string {
  return text.replace(/\uE004[^\uE005]*\uE005|[\uE004\uE005]/g, '')
}

/** The keys that a text names under a root, each with what stands for it. */
function placeholders(names: readonly string[], root: string, mark: { open: string; close: string }) {
  const keys = names.filter((name) => name.startsWith(`${root}.`)).map((name) => name.slice(root.length + 1))
  return Object.fromEntries(keys.map((key) => [key, `${mark.open}${key}${mark.close}`]))
}

function faultOf(error: unknown): string {
  const raw = error instanceof Error ? error.message : String(error)
  const tag = /tag "(\w+)" not found/.exec(raw)?.[1]
  return tag
    ? `A text may not use {% ${tag} %}: loops and includes have no place in what is spoken.`
    : `This text has a mistake between its braces: ${raw.split('\n')[0]}.`
}
