import { z } from 'zod'
import type { Exit } from './block'
import type { FlowDocument, FlowNode } from './document'
import type { Field } from './field'
import type { BlockList } from './flow'
import { patchOf, sameJson } from './patch'

export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved'

/** One thing that differs between two documents. */
export type Change = {
  kind: ChangeKind
  /** What is looked at: ids of blocks, lines, notes and groups. */
  nodes: readonly string[]
  edges: readonly string[]
  /** One plain sentence. */
  sentence: string
}

/**
 * What was done to `before` to make `after`, in sentences: blocks first, then their lines, then notes and groups; moves
 * come last, as one. Equal documents have no changes, and different ones have at least one.
 */
export function changesOf(blocks: BlockList, before: FlowDocument, after: FlowDocument): Change[] {
  const patch = patchOf(before, after)
  const said = [
    ...Object.keys(patch.nodes).flatMap((id) => nodeChanges(blocks, before, after, id)),
    ...lineChanges(blocks, before, after, Object.keys(patch.edges)),
    ...settingChanges(before, after, patch),
    ...remarkChanges(before, after, patch),
  ]
  const moved = Object.keys(patch.positions).filter((id) => before.nodes[id] && after.nodes[id])
  if (moved.length > 0) {
    const only = moved.length === 1 ? after.nodes[moved[0] ?? ''] : undefined
    const what = only ? called(blocks, only) : `${moved.length} blocks`
    said.push({ kind: 'moved', nodes: moved, edges: [], sentence: `Moved ${what}.` })
  }
  if (said.length === 0 && !sameJson(before, after))
    said.push({ kind: 'moved', nodes: [], edges: [], sentence: 'Something that cannot be seen differs.' })
  return said
}

function nodeChanges(blocks: BlockList, before: FlowDocument, after: FlowDocument, id: string): Change[] {
  const [was, is] = [before.nodes[id], after.nodes[id]]
  const change = (kind: ChangeKind, sentence: string): Change => ({ kind, nodes: [id], edges: [], sentence })
  if (!was) return is ? [change('added', `Added ${called(blocks, is)}.`)] : []
  if (!is) return [change('removed', `Removed ${called(blocks, was)}.`)]
  const sentences: string[] = []
  if (was.name !== is.name) sentences.push(`${called(blocks, was)} is now called “${nameOf(blocks, is)}”.`)
  if (was.block !== is.block)
    return [
      ...sentences.map((sentence) => change('changed', sentence)),
      change('changed', `${called(blocks, was)} is now a block of another kind: ${titleOf(blocks, is)}.`),
    ]
  const names = new Set([...Object.keys(was.config), ...Object.keys(is.config)])
  for (const name of names) {
    if (sameJson(was.config[name], is.config[name])) continue
    sentences.push(settingSentence(called(blocks, is), name, fieldOf(blocks, is, name), was.config, is.config))
  }
  return sentences.map((sentence) => change('changed', sentence))
}

function settingSentence(
  who: string,
  name: string,
  field: Field<unknown> | undefined,
  was: FlowNode['config'],
  is: FlowNode['config'],
): string {
  const [from, to] = [was, is].map((config) => (Object.hasOwn(config, name) ? config[name] : field?.initial))
  const label = lowerFirst(field?.label ?? name)
  const lists = listSentence(who, label, from, to)
  if (lists !== null) return lists
  if (typeof to === 'boolean') return `${who}: “${field?.label ?? name}” is now ${to ? 'on' : 'off'}.`
  const [old, now] = [valueWords(field, from), valueWords(field, to)]
  if (field?.verb) return `${who} now ${field.verb} ${now} instead of ${old}.`
  return `${who}: ${label} is now ${now} instead of ${old}.`
}

/** Lists are told by what came and what went; what has the same name before and after was changed. */
function listSentence(who: string, label: string, from: unknown, to: unknown): string | null {
  if (!Array.isArray(from) || !Array.isArray(to)) return null
  const [old, now]: unknown[][] = [from, to]
  const came = now?.filter((item) => !old?.some((other) => sameJson(item, other))) ?? []
  const went = old?.filter((item) => !now?.some((other) => sameJson(item, other))) ?? []
  const [added, gone] = [came.map(itemWords), went.map(itemWords)]
  const changed = added.filter((words) => gone.includes(words))
  const only = (all: string[]) => all.filter((words) => !changed.includes(words))
  const parts = [
    only(added).length > 0 ? `${listed(only(added))} added` : null,
    only(gone).length > 0 ? `${listed(only(gone))} taken away` : null,
    changed.length > 0 ? `${listed(changed)} changed` : null,
  ].filter((part) => part !== null)
  return parts.length > 0 ? `${who}: ${label} ${parts.join(', ')}.` : `${who}: ${label} are in another order.`
}

function listed(words: readonly string[]): string {
  const first = words.slice(0, 8).join(', ')
  return words.length > 8 ? `${first} and ${words.length - 8} more` : first
}

/** An item that has a name is called by it. */
function itemWords(item: unknown): string {
  if (typeof item === 'string') return item
  const named = namedItem.safeParse(item).data
  const name = named?.label || named?.name
  return name ? `“${clipped(name)}”` : JSON.stringify(item)
}

const namedItem = z.object({ label: z.string().optional(), name: z.string().optional() })

function valueWords(field: Field<unknown> | undefined, value: unknown): string {
  if (value === undefined || value === null || value === '') return emptyWords(field, value)
  if (typeof value === 'string') return `“${clipped(value)}”`
  if (typeof value === 'number') return withUnit(field, value.toLocaleString('en'))
  return clipped(JSON.stringify(value))
}

/** What an empty setting stands for. A placeholder that is a sentence tells that it stands for nothing. */
function emptyWords(field: Field<unknown> | undefined, value: unknown): string {
  const { placeholder } = field ?? {}
  if (!placeholder || placeholder.endsWith('.')) return 'nothing'
  return value === '' ? placeholder : `the default (${withUnit(field, placeholder)})`
}

function withUnit(field: Field<unknown> | undefined, value: string): string {
  if (!field?.unit || !/^\d/.test(value)) return value
  return `${value} ${field.unit === 'seconds' ? 's' : field.unit}`
}

/** Lines are told from the exit that they leave by: where it leads now, and where it led. */
function lineChanges(
  blocks: BlockList,
  before: FlowDocument,
  after: FlowDocument,
  touched: readonly string[],
): Change[] {
  const exits = new Map<string, { from: string; exit: string }>()
  for (const id of touched)
    for (const edge of [before.edges[id], after.edges[id]])
      if (edge) exits.set(JSON.stringify([edge.from, edge.exit]), edge)
  const [old, now] = [leads(before), leads(after)]
  return [...exits].flatMap(([key, { from, exit }]): Change[] => {
    const [was, is] = [old.get(key), now.get(key)]
    const node = after.nodes[from]
    // A block that came or went says so itself, and its own lines with it.
    if (!node || !before.nodes[from]) return []
    const who = `${called(blocks, node)}, ${lowerFirst(exitLabel(blocks, node, exit))}:`
    const target = (document: FlowDocument, id: string) => {
      const to = document.nodes[id]
      return to ? `“${nameOf(blocks, to)}”` : 'a block that is not there'
    }
    const edges = [was?.id, is?.id].filter((id) => id !== undefined)
    if (was && is && was.to === is.to) return []
    const [kind, sentence]: [ChangeKind, string] = !was
      ? ['added', is ? `${who} now leads to ${target(after, is.to)}.` : '']
      : !is
        ? ['removed', `${who} no longer leads to ${target(before, was.to)}.`]
        : ['changed', `${who} now leads to ${target(after, is.to)} instead of ${target(before, was.to)}.`]
    return [{ kind, nodes: [from], edges, sentence }]
  })
}

function leads(document: FlowDocument): Map<string, { id: string; to: string }> {
  return new Map(
    Object.entries(document.edges).map(([id, { from, exit, to }]) => [JSON.stringify([from, exit]), { id, to }]),
  )
}

function remarkChanges(before: FlowDocument, after: FlowDocument, patch: ReturnType<typeof patchOf>): Change[] {
  const told = (id: string, what: string, was: string | undefined, is: string | undefined): Change => {
    const [kind, sentence]: [ChangeKind, string] =
      was === undefined
        ? ['added', `Added the ${what} “${clipped(is ?? '')}”.`]
        : is === undefined
          ? ['removed', `Removed the ${what} “${clipped(was)}”.`]
          : was !== is
            ? ['changed', `The ${what} “${clipped(was)}” now says “${clipped(is)}”.`]
            : ['moved', `Moved the ${what} “${clipped(is)}”.`]
    return { kind, nodes: [id], edges: [], sentence }
  }
  return [
    ...Object.keys(patch.notes).map((id) => told(id, 'note', before.ui.notes[id]?.text, after.ui.notes[id]?.text)),
    ...Object.keys(patch.groups).map((id) =>
      told(id, 'group', before.ui.groups[id]?.title, after.ui.groups[id]?.title),
    ),
  ]
}

/** What belongs to the whole flow. */
function settingChanges(before: FlowDocument, after: FlowDocument, patch: ReturnType<typeof patchOf>): Change[] {
  const told = (kind: ChangeKind, sentence: string): Change => ({ kind, nodes: [], edges: [], sentence })
  const settings = Object.keys(patch.settings).map((key) => {
    const [was, is] = [before.settings[key], after.settings[key]]
    if (!was) return told('added', `Added the setting “${is?.label || key}”.`)
    if (!is) return told('removed', `Removed the setting “${was.label || key}”.`)
    return told('changed', `The setting “${is.label || key}” is another one now.`)
  })
  if (patch.language === undefined) return settings
  return [...settings, told('changed', `Prompts are now in ${after.language} instead of ${before.language}.`)]
}

function titleOf(blocks: BlockList, node: FlowNode): string {
  return (Object.hasOwn(blocks, node.block) ? blocks[node.block]?.title : undefined) ?? node.block
}

function nameOf(blocks: BlockList, node: FlowNode): string {
  return node.name || titleOf(blocks, node)
}

/** `Gather “Main menu”`, or the title alone where the name says no more. */
function called(blocks: BlockList, node: FlowNode): string {
  const title = titleOf(blocks, node)
  const name = nameOf(blocks, node)
  return name === title ? `“${title}”` : `${title} “${name}”`
}

function fieldOf(blocks: BlockList, node: FlowNode, name: string): Field<unknown> | undefined {
  const fields = Object.hasOwn(blocks, node.block) ? blocks[node.block]?.fields : undefined
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined
}

function exitLabel(blocks: BlockList, node: FlowNode, exit: string): string {
  const block = Object.hasOwn(blocks, node.block) ? blocks[node.block] : undefined
  const known: Exit | undefined = block?.bind(node.config).exits.find(({ name }) => name === exit)
  return known?.label ?? `by “${exit}”`
}

function clipped(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

function lowerFirst(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}
