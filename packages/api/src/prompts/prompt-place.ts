import type { Place } from '../flows/where-used'

/** Where documents name a prompt: between the braces of any text of a block's settings. */
export const promptPlace: Place = {
  path: '$.nodes.*.config.** ? (@.type() == "string" && @ like_regex "prompt")',
  keysIn: (text) =>
    [...text.matchAll(/\{[{%].*?[%}]\}/gs)].flatMap(([braces]) =>
      [...braces.matchAll(/\bprompt\s*(?:\.\s*|\[\s*["'])([a-z][a-z0-9_]*)/g)].map(([, key = '']) => key),
    ),
}
