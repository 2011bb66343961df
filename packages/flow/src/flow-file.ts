import { z } from 'zod'
import type { FlowDocument } from './document'
import { findJsonFault } from './json-fault'
import { readDocument } from './migrate'
import { type Shape, writeStable } from './stable-json'

/** The version of the file round the documents; each document has its own, see `document.ts`. */
export const flowFileVersion = 1

/**
 * How much one file may hold. `characters`: of the file's text. `bytes`: of the flows as JSON without spaces, which is
 * what a server takes at once.
 */
export const flowFileLimits = { characters: 16_000_000, bytes: 4_150_000, flows: 200 } as const

/** What a flow may be called: a line that one can see. */
export const flowNameSchema = z
  .string('has to be text')
  .regex(/^[^\p{Cc}\p{Surrogate}]*$/u, 'may have no line breaks or invisible characters')
  .trim()
  .min(1, 'may not be empty')
  .max(80, 'may have at most 80 characters')

/** A flow that travels: what people call it, and how it is drawn. */
export type NamedFlow = { name: string; document: FlowDocument }

export type ReadFlowFile = { ok: true; flows: NamedFlow[] } | { ok: false; message: string }

const box: Shape = { keys: ['x', 'y', 'width', 'height', 'text', 'title'] }

/** The order of keys in a document. What is called by an id, and a block's settings, are sorted. */
export const documentShape: Shape = {
  keys: ['version', 'language', 'settings', 'nodes', 'edges', 'ui'],
  inside: {
    nodes: { each: { keys: ['block', 'name', 'config'] } },
    settings: { each: { keys: ['label', 'type', 'initial'] } },
    edges: { each: { keys: ['from', 'exit', 'to'] } },
    ui: {
      keys: ['positions', 'notes', 'groups'],
      inside: { positions: { each: box }, notes: { each: box }, groups: { each: box } },
    },
  },
}

const fileShape: Shape = {
  keys: ['patchbay', 'version', 'flows'],
  inside: { flows: { keys: ['name', 'document'], inside: { document: documentShape } } },
}

/**
 * Flows as the text of a `.flow.json` file. The same flows always give the same characters, in whatever order their keys
 * stand in memory, so that what differs between two files is what was changed. The flows stay in the order given.
 */
export function writeFlowFile(flows: readonly NamedFlow[]): string {
  const plain = flows.map(({ name, document }) => ({ name, document }))
  return `${writeStable({ patchbay: 'flows', version: flowFileVersion, flows: plain }, fileShape)}\n`
}

/**
 * Reads a file of flows; also one flow with its name, as in `examples/`, or a document by itself, as it is copied from the
 * canvas: that is called `unnamed`. Older documents are lifted. Never throws; `message` says where the fault is, in
 * people's words. Either every flow of the file is read, or none.
 */
export function readFlowFile(text: string, unnamed = 'Imported flow'): ReadFlowFile {
  if (text.length > flowFileLimits.characters)
    return refused(
      `This file is too large: it may have ${flowFileLimits.characters.toLocaleString('en')} characters. No flow needs as many.`,
    )
  const parsed = parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  if (!parsed.ok) return parsed
  const { json } = parsed
  if (!isRecord(json)) return refused('This is no file of flows: it is JSON of another kind.')
  if (Object.hasOwn(json, 'patchbay')) return readMany(json)
  if (Object.hasOwn(json, 'document')) return readOne(json, '')
  const read = readDocument(json)
  if (!read.ok) return read
  const name = flowNameSchema.safeParse(unnamed)
  return { ok: true, flows: [{ name: name.success ? name.data : 'Imported flow', document: read.document }] }
}

function readMany({ patchbay, version, flows, ...more }: Record<string, unknown>): ReadFlowFile {
  if (patchbay !== 'flows') return refused('This is no file of flows: its “patchbay” is not “flows”.')
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return refused('This file of flows can’t be read: its “version” is no whole number.')
  if (version > flowFileVersion)
    return refused(
      `This file has format version ${version}; this Patchbay reads up to ${flowFileVersion}. Update Patchbay first.`,
    )
  const [stray] = Object.keys(more)
  if (stray !== undefined) return refused(`This file of flows can’t be read: nothing is known of “${clip(stray)}”.`)
  if (!Array.isArray(flows)) return refused('This file of flows can’t be read: its “flows” is no list.')
  if (flows.length === 0) return refused('There is no flow in this file.')
  if (flows.length > flowFileLimits.flows)
    return refused(`This file has ${flows.length} flows; at most ${flowFileLimits.flows} can be read at once.`)
  const all: NamedFlow[] = []
  for (const [index, flow] of flows.entries()) {
    const called = isRecord(flow) && typeof flow.name === 'string' ? `, “${clip(flow.name)}”` : ''
    const read = readOne(flow, `Flow ${index + 1}${called}: `)
    if (!read.ok) return read
    all.push(...read.flows)
  }
  return { ok: true, flows: all }
}

/** One flow with its name. An `about`, as examples have it, is for readers only. */
function readOne(flow: unknown, where: string): ReadFlowFile {
  if (!isRecord(flow)) return refused(`${where}This is no flow with a “name” and a “document”.`)
  const { name, document, about: _, ...more } = flow
  const [stray] = Object.keys(more)
  if (stray !== undefined) return refused(`${where}Nothing is known of “${clip(stray)}”.`)
  const named = flowNameSchema.safeParse(name)
  if (!named.success) return refused(`${where}Its “name” ${named.error.issues[0]?.message ?? 'can’t be read'}.`)
  const read = readDocument(document)
  return read.ok ? { ok: true, flows: [{ name: named.data, document: read.document }] } : refused(where + read.message)
}

function parse(text: string): { ok: true; json: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, json: JSON.parse(text) }
  } catch {
    const fault = findJsonFault(text)
    if (!fault) return refused('This is not JSON.')
    const place = `line ${fault.line}, column ${fault.column}`
    const found =
      fault.found === ''
        ? 'the text ends'
        : /\p{C}/u.test(fault.found)
          ? 'a sign that can’t be seen stands'
          : `“${fault.found}” stands`
    return refused(`This is not JSON: at ${place}, ${found} where ${fault.expected} should be.`)
  }
}

function refused(message: string): { ok: false; message: string } {
  return { ok: false, message }
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
