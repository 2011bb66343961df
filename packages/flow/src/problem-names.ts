import type { Block } from './block'
import type { FlowDocument, FlowNode } from './document'
import type { BlockList } from './flow'
import type { Neighbours } from './neighbours'
import { called, error, type Problem } from './problem'
import type { Checked } from './problem-reach'
import { sealedProblems } from './problem-sealed'
import { namesInFields } from './texts'
import { callVariables, reservedNames, variableName } from './vars'

/** Something that texts and conditions may name, with words for people. A path that ends in `.*` leads anywhere below. */
export type KnownName = {
  path: string
  about: string
  /** Nobody may see it. */
  sealed?: true
}

const always: readonly KnownName[] = [
  ...Object.entries(callVariables).map(([path, about]) => ({ path, about })),
  { path: 'language', about: 'the language of prompts' },
]
const ofFaults: readonly KnownName[] = [
  { path: 'error.code', about: 'what went wrong' },
  { path: 'error.block', about: 'the block in which it went wrong' },
]

/** Everything that a flow's texts may name: what each call has, the flow's settings, and what its blocks give. */
export function namesOf(blocks: BlockList, document: FlowDocument): KnownName[] {
  const settings = Object.entries(document.settings).map(([key, { label }]) => ({
    path: `settings.${key}`,
    about: label || 'a setting of the number',
  }))
  const known = Object.values(document.nodes).flatMap((node) => {
    const block = Object.hasOwn(blocks, node.block) ? blocks[node.block] : undefined
    return block ? [{ node, block }] : []
  })
  const faults = known.some(({ block }) => block.way === 'error') ? ofFaults : []
  return [...settings, ...known.flatMap(({ node, block }) => givenBy(node, block)), ...always, ...faults]
}

/** The prompts that messages may name. */
export function promptNames({ prompts }: Neighbours): KnownName[] {
  return prompts.map(({ key, name }) => ({ path: `prompt.${key}`, about: `the prompt “${name}”` }))
}

function givenBy(node: FlowNode, block: Block): KnownName[] {
  const given = block.gives?.(node.config)
  if (!given) return []
  const title = node.name || block.title
  const variable = variableName(title)
  const results = variable === '' ? [] : Object.entries(given.results ?? {})
  return [
    ...results.map(([name, about]) => ({
      path: `${variable}.${name}`,
      ...(given.sealed?.includes(name)
        ? { about: `${title}: ${about} (private)`, sealed: true as const }
        : { about: `${title}: ${about}` }),
    })),
    ...(given.sets ?? []).map((path) => ({ path, about: `set by ${title}` })),
  ]
}

/** Texts that name what nothing has, and secrets where none may stand. */
export function nameProblems({ blocks, flow, document }: Checked): Problem[] {
  const names = namesOf(blocks, document)
  const known = new Set(names.map(({ path }) => path))
  const isKnown = (name: string) =>
    known.has(name) ||
    prefixes(name).some(
      (prefix) =>
        known.has(`${prefix}.*`) || (known.has(prefix) && !prefix.includes('.') && !reservedNames.has(prefix)),
    )
  const sealed = new Set(names.filter((name) => name.sealed).map(({ path }) => path))
  const suggestions = [...known].slice(0, mostSuggested).map((name) => `{{ ${name} }}`)
  return [...flow.nodes.values()].flatMap((node) =>
    namesInFields(node.block, document.nodes[node.id]?.config ?? {}).flatMap(({ field, name, texts }) => {
      if (name.includes('[') || name.startsWith('prompt.')) return []
      if (name.startsWith('secret.')) {
        if (node.block.fields[field]?.secrets) return []
        const sentence = `${called(node)}: a secret can’t stand here: it would be spoken or kept.`
        return [error('secret-here', sentence, node.id, { field })]
      }
      if (sealed.has(name)) return sealedProblems(node, field, name, texts)
      if (isKnown(name)) return []
      const sentence = `${called(node)}: nothing is called {{ ${name} }}. A text may name ${suggestions.join(', ')}${known.size > mostSuggested ? ' and more' : ''}.`
      return [error('unknown-variable', sentence, node.id, { field })]
    }),
  )
}

const mostSuggested = 8

/** `a.b.c` → `a.b`, `a`. */
function prefixes(name: string): string[] {
  const parts = name.split('.')
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join('.'))
}
