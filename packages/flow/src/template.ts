import { Liquid, type Template } from 'liquidjs'
import type { Vars } from './call'

/** What a text may name between `{{` and `}}`, with the words that the editor shows. */
export const variables: Record<keyof Vars, string> = {
  caller: "the caller's number",
  called: 'the number that was called',
  digits: 'the keys pressed last',
  recording: 'the address of the last recording',
}

/**
 * Liquid with walls: only a variable's own properties, at most 8,000 characters of template, 20 ms and 100,000 units of
 * memory to render. Tags that repeat or read elsewhere are not registered at all, so no text can run on.
 */
const liquid = new Liquid({
  ownPropertyOnly: true,
  strictVariables: false,
  strictFilters: true,
  parseLimit: 8_000,
  renderLimit: 20,
  memoryLimit: 100_000,
  relativeReference: false,
  templates: {},
})
const allowedTags = new Set(['if', 'unless', 'case', 'assign', 'comment', 'raw'])
for (const tag of Object.keys(liquid.tags)) if (!allowedTags.has(tag)) delete liquid.tags[tag]

export type CompiledText =
  | { ok: true; render: (vars: Vars) => string; names: string[] }
  | { ok: false; message: string }

/**
 * Parses a text that may hold `{{ caller }}` and the like. Never throws: a text that can't be parsed says why.
 * `render` never throws either; what fails while rendering gives an empty text.
 */
export function compileText(text: string): CompiledText {
  if (!text.includes('{{') && !text.includes('{%')) return { ok: true, render: () => text, names: [] }
  let templates: Template[]
  let names: string[]
  try {
    templates = liquid.parse(text)
    names = liquid.globalVariablesSync(templates).map(String)
  } catch (error) {
    const raw = error instanceof Error ? error.message : String(error)
    const tag = /tag "(\w+)" not found/.exec(raw)?.[1]
    return {
      ok: false,
      message: tag
        ? `A text may not use {% ${tag} %}: loops and includes have no place in what is spoken.`
        : `This text has a mistake between its braces: ${raw.split('\n')[0]}.`,
    }
  }
  return {
    ok: true,
    names,
    render: (vars) => {
      try {
        return String(liquid.renderSync(templates, vars))
      } catch {
        return ''
      }
    },
  }
}
