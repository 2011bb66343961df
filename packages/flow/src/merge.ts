import type { FlowDocument } from './document'
import { applyPatch, type Patch, patchOf, sameJson } from './patch'

/** What stands for the language of prompts among the parts of a flow, and before the key of a setting. */
export const languagePart = ':language'
export const settingPart = 'settings:'

/** What two people did to one document, apart and together. */
export type Merge = {
  /** What both changed, and not alike: ids of blocks, notes and groups, settings and the language. A block stands for its lines and its place too. */
  contested: readonly string[]
  /** How many only one of the two changed, or both alike. */
  mine: number
  theirs: number
}

/** Compares what I and they made of `base`. */
export function compareSides(base: FlowDocument, mine: FlowDocument, theirs: FlowDocument): Merge {
  const [ours, others] = [partsOf(base, mine), partsOf(base, theirs)]
  const contested = [...ours.keys()].filter((id) => others.has(id) && !sameJson(ours.get(id), others.get(id)))
  return {
    contested,
    mine: ours.size - contested.length,
    theirs: others.size - contested.length,
  }
}

/**
 * Both sides in one document: what only one of them changed is taken from that one; of what both changed, `keepMine`
 * names what is mine, and the rest is theirs. A line to a block that the other side deleted goes with the block.
 */
export function mergeSides(
  base: FlowDocument,
  mine: FlowDocument,
  theirs: FlowDocument,
  keepMine: ReadonlySet<string>,
): FlowDocument {
  const ours = partsOf(base, mine)
  const others = partsOf(base, theirs)
  const parts = [...others].filter(([id]) => !(ours.has(id) && keepMine.has(id)))
  const own = [...ours].filter(([id]) => !others.has(id) || keepMine.has(id))
  return tidied([...parts, ...own].reduce((document, [, part]) => applyPatch(document, part), base))
}

/** A patch taken apart by what it is about: each block with the lines that leave it and its place. */
function partsOf(before: FlowDocument, after: FlowDocument): Map<string, Patch> {
  const patch = patchOf(before, after)
  const parts = new Map<string, Patch>()
  const part = (id: string): Patch => {
    const known = parts.get(id)
    if (known) return known
    const fresh: Patch = { nodes: {}, edges: {}, positions: {}, notes: {}, groups: {}, settings: {} }
    parts.set(id, fresh)
    return fresh
  }
  for (const [id, node] of Object.entries(patch.nodes)) part(id).nodes[id] = node
  for (const [id, place] of Object.entries(patch.positions)) part(id).positions[id] = place
  for (const [id, note] of Object.entries(patch.notes)) part(id).notes[id] = note
  for (const [id, group] of Object.entries(patch.groups)) part(id).groups[id] = group
  for (const [key, setting] of Object.entries(patch.settings)) part(`${settingPart}${key}`).settings[key] = setting
  if (patch.language !== undefined) part(languagePart).language = patch.language
  for (const [id, edge] of Object.entries(patch.edges)) {
    const owner = edge?.from ?? before.edges[id]?.from
    if (owner !== undefined) part(owner).edges[id] = edge
  }
  return parts
}

/** Without lines that begin or end nowhere, and with one line an exit: the last that was drawn. */
function tidied(document: FlowDocument): FlowDocument {
  const exits = new Map<string, string>()
  for (const [id, { from, exit, to }] of Object.entries(document.edges))
    if (Object.hasOwn(document.nodes, from) && Object.hasOwn(document.nodes, to))
      exits.set(JSON.stringify([from, exit]), id)
  const kept = new Set(exits.values())
  return { ...document, edges: Object.fromEntries(Object.entries(document.edges).filter(([id]) => kept.has(id))) }
}
