import type { CompiledNode } from './flow'
import { type Neighbours, type OtherFlow, type Reference, takeIn } from './neighbours'
import { called, error, type Problem, warning } from './problem'
import type { Checked } from './problem-reach'
import { settingFault, settingWritten } from './setting-value'
import { namesInFields } from './texts'

/** What a flow names of its neighbours, and they don't have. Nothing where they are not known. */
export function neighbourProblems({ flow, document, neighbours }: Checked): Problem[] {
  if (neighbours === null) return []
  const nodes = [...flow.nodes.values()].map((node) => {
    const config = document.nodes[node.id]?.config ?? {}
    return { node, config, references: node.block.refers?.(config) ?? [] }
  })
  const spoken = nodes.flatMap(({ references }) =>
    references.flatMap((reference) => (reference.kind === 'language' ? reference.code : [])),
  )
  const known: Known = {
    prompts: new Map(neighbours.prompts.map((prompt) => [prompt.key, prompt])),
    secrets: new Set(neighbours.secrets),
    languages: [...new Set([document.language, ...spoken])],
  }
  return nodes.flatMap(({ node, config, references }) => [
    ...references.flatMap((reference) => missing(node, reference, neighbours)),
    ...namesInFields(node.block, config).flatMap(({ field, name }) => nameless(node, field, name, known)),
  ])
}

type Known = {
  prompts: ReadonlyMap<string, Neighbours['prompts'][number]>
  secrets: ReadonlySet<string>
  /** In which prompts may be asked for. */
  languages: readonly string[]
}

function missing(node: CompiledNode, reference: Reference, { tables, flows }: Neighbours): Problem[] {
  const { field } = reference
  if (reference.kind === 'table') {
    if (reference.key === '' || tables.some(({ key }) => key === reference.key)) return []
    const sentence = `${called(node)} looks in a table that is not there, “${reference.key}”. Choose another one, or bring it in.`
    return [error('unknown-table', sentence, node.id, { field })]
  }
  if (reference.kind === 'language' || reference.id === '') return []
  const target = flows.find(({ id }) => id === reference.id)
  if (!target) {
    const sentence = `${called(node)} goes to a flow that can’t be gone to. Choose one that is published and begins with an incoming call.`
    return [error('unknown-flow', sentence, node.id, { field })]
  }
  if (reference.version !== null && !target.versions.includes(reference.version)) {
    const sentence = `${called(node)} goes to version ${reference.version} of “${target.name}”, which is not there. Choose another one.`
    return [error('unknown-version', sentence, node.id, { field })]
  }
  const misfits = misfitting(node, reference, target)
  const unwired = reference.version === null ? target.ways.filter((way) => !reference.ways.includes(way)) : []
  if (unwired.length === 0) return misfits
  const sentence = `“${target.name}” also returns by ${unwired.map((way) => `“${way}”`).join(', ')}, for which ${called(node)} has no exit.`
  return [...misfits, warning('way-without-exit', sentence, node.id, { field })]
}

/** What is given to the newest version's settings, and they don't take; what a call will fill in is not known before. */
function misfitting(
  node: CompiledNode,
  { version, settings }: Reference & { kind: 'flow' },
  target: OtherFlow,
): Problem[] {
  if (version !== null && version !== target.versions[0]) return []
  return settings.flatMap(({ name, value }) => {
    const setting = target.settings.find(({ key }) => key === name)
    if (!setting || /\{[{%]/.test(value)) return []
    const fault = settingFault(setting.type, settingWritten(setting.type, value))
    if (fault === null) return []
    const sentence = `${called(node)} gives “${value}” to “${target.name}”, whose “${setting.label || name}” ${fault}`
    return [error('bad-input', sentence, node.id, { field: 'settings' })]
  })
}

function nameless(node: CompiledNode, field: string, name: string, known: Known): Problem[] {
  const [kind, key = ''] = name.split('.')
  if (kind === 'secret' && !known.secrets.has(key)) {
    const sentence = `${called(node)} names a secret that is not there, “${key}”. Add it on the Settings page.`
    return [error('unknown-secret', sentence, node.id, { field })]
  }
  if (kind !== 'prompt') return []
  const prompt = known.prompts.get(key)
  if (!prompt) {
    const sentence = `${called(node)} names a prompt that is not there, “${key}”. Choose another one, or add it on the Prompts page.`
    return [error('unknown-prompt', sentence, node.id, { field })]
  }
  const silent = known.languages.filter((language) => !takeIn(prompt, language))
  if (silent.length === 0) return []
  const sentence = `${called(node)} says “${prompt.name}”, which has nothing in ${silent.map(inWords).join(' or ')}. Add it on the Prompts page.`
  return [error('prompt-without-language', sentence, node.id, { field })]
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

/** A language in English; what is no code stays as it is. */
function inWords(code: string): string {
  try {
    return languageNames.of(code) ?? code
  } catch {
    return code
  }
}
