import type { Exit } from '@patchbay/flow/block'
import type { FlowDocument } from '@patchbay/flow/document'
import { exitsIn } from './after-call'
import { blockOf, linesOf, nameOf } from './flow-index'

/** What a row shows. */
export type RowContent =
  /** A block, where it is met first. */
  | { kind: 'block'; id: string }
  /** One way out of block `id`; `to` is where it leads, if anywhere. */
  | { kind: 'exit'; id: string; exit: Exit; to: string | null }
  /** Below an exit of block `id`: the block it leads to is shown elsewhere. */
  | { kind: 'reference'; id: string; exit: Exit; to: string }
  /** Stands over the blocks that no call can get to. */
  | { kind: 'apart' }

export type OutlineRow = RowContent & {
  key: string
  /** What it is called, for typing ahead. */
  name: string
  /** How deep it stands, from 1. */
  level: number
  /** The place of the row that it stands below, or -1. */
  parent: number
  /** The place after the last row below it: the next place where nothing stands below it. */
  end: number
  /** Which of its siblings it is, from 1, and how many there are. */
  position: number
  siblings: number
}

/** The key of the row over the blocks that no call can get to; no block's id can be it. */
export const apartKey = '/'

/** The key of an exit's row. */
export function exitKey(id: string, exit: string): string {
  return `${id}/${exit}`
}

/** Whose settings and card belong to a row. */
export function ownerOf(row: OutlineRow | undefined): string | null {
  return row === undefined || row.kind === 'apart' ? null : row.id
}

/**
 * The whole flow as the rows of a tree, in the order in which a caller would meet them: each Start block, below a block its
 * exits, below an exit the block that it leads to or, where that block is shown already, a reference to it. Blocks that
 * no call can get to come last, below a row of their own. Without recursion: a flow may be thousands of blocks deep.
 */
export function outlineRows(document: FlowDocument): OutlineRow[] {
  const rows: OutlineRow[] = []
  const seen = new Set<string>()
  const all = Object.keys(document.nodes)
  for (const id of all) if (isStart(document, id)) grow(document, rows, seen, id, -1)

  if (seen.size < all.length) {
    const apart = rows.length
    push(rows, { kind: 'apart' }, apartKey, 'Not connected', -1)
    // What nothing leads to comes first, so that a ring is entered where it is led into.
    const led = new Set(Object.values(document.edges).flatMap(({ from, to }) => (from === to ? [] : [to])))
    for (const id of [...all.filter((id) => !led.has(id)), ...all])
      if (!seen.has(id)) grow(document, rows, seen, id, apart)
  }
  return measured(rows)
}

function isStart(document: FlowDocument, id: string): boolean {
  const node = document.nodes[id]
  return node !== undefined && blockOf(node)?.group === 'start'
}

type Waiting = { id: string; parent: number } | { id: string; parent: number; exit: Exit }

function grow(document: FlowDocument, rows: OutlineRow[], seen: Set<string>, first: string, under: number): void {
  const lines = linesOf(document)
  const waiting: Waiting[] = [{ id: first, parent: under }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { id, parent } = next
    const node = document.nodes[id]
    if (!node) continue
    const place = rows.length
    if (!('exit' in next)) {
      seen.add(id)
      push(rows, { kind: 'block', id }, id, nameOf(node), parent)
      for (const exit of [...exitsIn(document, id)].reverse()) waiting.push({ id, parent: place, exit })
      continue
    }
    const { exit } = next
    const to = lines.get(id)?.get(exit.name)?.edge.to
    const target = to === undefined ? undefined : document.nodes[to]
    const key = exitKey(id, exit.name)
    if (to === undefined || !target) push(rows, { kind: 'exit', id, exit, to: null }, key, exit.label, parent)
    else {
      push(rows, { kind: 'exit', id, exit, to }, key, exit.label, parent)
      if (seen.has(to)) push(rows, { kind: 'reference', id, exit, to }, `${key}/`, nameOf(target), place)
      else waiting.push({ id: to, parent: place })
    }
  }
}

function push(rows: OutlineRow[], content: RowContent, key: string, name: string, parent: number): void {
  const level = (rows[parent]?.level ?? 0) + 1
  rows.push({ ...content, key, name, level, parent, end: rows.length + 1, position: 1, siblings: 1 })
}

/** Fills in what can be told only when all rows are there. */
function measured(rows: OutlineRow[]): OutlineRow[] {
  const counts = new Map<number, number>()
  for (const row of rows) {
    row.position = (counts.get(row.parent) ?? 0) + 1
    counts.set(row.parent, row.position)
  }
  for (const row of rows) row.siblings = counts.get(row.parent) ?? 1
  for (const row of [...rows].reverse()) {
    const parent = rows[row.parent]
    if (parent) parent.end = Math.max(parent.end, row.end)
  }
  return rows
}

/** The rows that are not inside a closed one. */
export function openRows(rows: readonly OutlineRow[], closed: ReadonlySet<string>): OutlineRow[] {
  const open: OutlineRow[] = []
  for (let place = 0; place < rows.length; ) {
    const row = rows[place]
    if (!row) break
    open.push(row)
    place = closed.has(row.key) ? row.end : place + 1
  }
  return open
}

/** Whether anything stands below a row. */
export function hasInside(rows: readonly OutlineRow[], row: OutlineRow): boolean {
  return rows[row.end - 1] !== row
}

/** The keys of every row that a row stands below. */
export function keysAbove(rows: readonly OutlineRow[], key: string): string[] {
  const above: string[] = []
  for (let row = rows.find((each) => each.key === key); row; row = rows[row.parent]) above.push(row.key)
  return above.slice(1)
}

/** The row that takes the place of one that is gone: the next of those that are left, else the one before. */
export function successor(before: readonly OutlineRow[], key: string, left: readonly OutlineRow[]): string | null {
  const still = new Set(left.map((row) => row.key))
  const place = before.findIndex((row) => row.key === key)
  if (place < 0) return left[0]?.key ?? null
  const next = [...before.slice(place), ...before.slice(0, place).reverse()].find((row) => still.has(row.key))
  return next?.key ?? left[0]?.key ?? null
}

/** The next row, after the given place and around, whose name begins with what was typed. */
export function typedAhead(rows: readonly OutlineRow[], place: number, typed: string): OutlineRow | undefined {
  const wanted = typed.toLowerCase()
  // A second letter may still mean the row that the first one found.
  const from = typed.length > 1 ? place : place + 1
  const around = [...rows.slice(from), ...rows.slice(0, from)]
  return around.find((row) => row.name.toLowerCase().startsWith(wanted))
}
