import type { FlowDocument, FlowEdge, FlowNode } from '@patchbay/flow/document'
import { applyEdit, type Edit } from '@patchbay/flow/edit'
import type { Neighbours } from '@patchbay/flow/neighbours'
import type { Problem } from '@patchbay/flow/problems'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Asked, type Check, checkHere } from './check-flow'
import { exitsOf, linesOf, nameOf } from './flow-index'
import { isMany } from './large-flow'
import { freeId, makeRoom } from './new-block'
import { refuseLine } from './refuse-line'
import { removeBlocks } from './remove-blocks'

export type Selection = { nodes: readonly string[]; edges: readonly string[] }

/** One step of the history: what was done, in words that follow “Undo:”, and the document on its other side. */
type HistoryStep = { label: string; document: FlowDocument }

export type FlowState = {
  /** The flow as it is drawn. What React Flow shows is derived from it. */
  document: FlowDocument
  /** What stands beside the flow in its workspace; null until it is known. */
  neighbours: Neighbours | null
  selection: Selection
  past: readonly HistoryStep[]
  future: readonly HistoryStep[]
  /** Errors first. They follow the document after a moment. */
  problems: readonly Problem[]
  problemsOf: ReadonlyMap<string, readonly Problem[]>
  /** False until the problems were found for the first time. */
  checked: boolean
  /** The last thing that was done or refused, for the live region. */
  said: string
}

export type FlowStore = StoreApi<FlowState> & {
  /**
   * Does named edits as one step of the history. Steps with the same `merge` key that follow each other within a second
   * become one, so that typing a sentence is undone at once.
   */
  edit: (label: string, edits: readonly Edit[], merge?: string) => void
  /** Puts another document in the place of this one, as one step of the history. */
  replace: (label: string, document: FlowDocument) => void
  undo: () => void
  redo: () => void
  select: (selection: Selection) => void
  say: (sentence: string) => void
  /** Connects an exit, or says why not: null when it is done. */
  connect: (edge: FlowEdge, replaces?: string) => string | null
  /** Changes a node's settings; lines of exits that are gone with the change go with it, in the same step. */
  configure: (id: string, patch: FlowNode['config']) => void
  /** Deletes blocks with their lines, and lines; what led to a block with one way on leads there. */
  remove: (selection: Selection) => void
  /** Tells what the flow's neighbours are now, and checks what the flow names of them. */
  meet: (neighbours: Neighbours) => void
  /** Recomputes the problems now; otherwise they follow an edit after a moment. */
  check: () => void
}

export const historyDepth = 500

const mergeWindow = 1_000
/** How soon problems follow an edit, in milliseconds: a large flow takes a while to be handed over and read back. */
const checkDelay = { few: 120, many: 500 } as const

/** The state of one open flow. `check` finds its problems, on another thread if it likes. */
export function createFlowStore(document: FlowDocument, check: Check = checkHere): FlowStore {
  const store = createStore<FlowState>(() => ({
    document,
    neighbours: null,
    selection: { nodes: [], edges: [] },
    past: [],
    future: [],
    said: '',
    problems: [],
    problemsOf: new Map(),
    checked: false,
  }))
  let merging = { key: '', at: 0 }
  let asked: Asked = { document, neighbours: null }
  let checking: ReturnType<typeof setTimeout> | undefined

  function show(next: Pick<FlowState, 'document'> & Partial<FlowState>): void {
    const { selection } = { ...store.getState(), ...next }
    store.setState({ ...next, selection: present(selection, next.document) })
    if (asksTheSame(next.document, asked.document)) return
    checking ??= setTimeout(recheck, isMany(next.document) ? checkDelay.many : checkDelay.few)
  }

  function recheck(): void {
    clearTimeout(checking)
    checking = undefined
    const { document, neighbours } = store.getState()
    if (document === asked.document && neighbours === asked.neighbours) return
    asked = { document, neighbours }
    check(asked, found)
  }

  function meet(neighbours: Neighbours): void {
    store.setState({ neighbours })
    recheck()
  }

  function found(problems: readonly Problem[]): void {
    store.setState({ ...inOrder(problems, store.getState().problemsOf), checked: true })
  }

  function edit(label: string, edits: readonly Edit[], merge?: string): void {
    replace(label, edits.reduce(applyEdit, store.getState().document), merge)
  }

  function replace(label: string, after: FlowDocument, merge?: string): void {
    const { document: before, past } = store.getState()
    if (after === before) return
    const now = Date.now()
    const merges = merge !== undefined && merge === merging.key && now - merging.at < mergeWindow && past.length > 0
    merging = { key: merge ?? '', at: now }
    show({
      document: after,
      past: merges ? past : [...past, { label, document: before }].slice(-historyDepth),
      future: [],
      said: '',
    })
  }

  function undo(): void {
    const { past, future, document } = store.getState()
    const step = past.at(-1)
    if (!step) return
    merging = { key: '', at: 0 }
    show({
      document: step.document,
      past: past.slice(0, -1),
      future: [...future, { label: step.label, document }],
      said: `Undone: ${step.label}`,
    })
  }

  function redo(): void {
    const { past, future, document } = store.getState()
    const step = future.at(-1)
    if (!step) return
    merging = { key: '', at: 0 }
    show({
      document: step.document,
      past: [...past, { label: step.label, document }],
      future: future.slice(0, -1),
      said: `Done again: ${step.label}`,
    })
  }

  function connect(edge: FlowEdge, replaces?: string): string | null {
    const { document } = store.getState()
    const refusal = refuseLine(document, edge)
    if (refusal !== null) {
      store.setState({ said: refusal })
      return refusal
    }
    if (linesOf(document).get(edge.from)?.get(edge.exit)?.edge.to === edge.to) return null
    const gone: Edit[] = replaces === undefined ? [] : [{ type: 'disconnect', ids: [replaces] }]
    edit(replaces === undefined ? 'connect' : 'lead elsewhere', [
      ...gone,
      { type: 'connect', id: replaces ?? freeId('line', document.edges), edge },
    ])
    const from = document.nodes[edge.from]
    const to = document.nodes[edge.to]
    if (from && to) store.setState({ said: `${nameOf(from)} now leads to ${nameOf(to)}.` })
    return null
  }

  function configure(id: string, patch: FlowNode['config']): void {
    const { document } = store.getState()
    const node = document.nodes[id]
    if (!node) return
    const config = { ...node.config, ...patch }
    const left = new Set(exitsOf({ ...node, config }).map((exit) => exit.name))
    const had = new Set(exitsOf(node).map((exit) => exit.name))
    const gone = [...(linesOf(document).get(id)?.values() ?? [])].filter(
      ({ edge }) => had.has(edge.exit) && !left.has(edge.exit),
    )
    const edits: Edit[] = [{ type: 'configure', id, config }]
    if (gone.length > 0) edits.push({ type: 'disconnect', ids: gone.map((line) => line.id) })
    const room = makeRoom(edits.reduce(applyEdit, document), id)
    if (left.size > had.size && room) edits.push(room)
    edit(`change “${nameOf(node)}”`, edits, `configure:${id}:${Object.keys(patch).join()}`)
  }

  function remove({ nodes, edges }: Selection): void {
    const { document } = store.getState()
    const first = nodes.length === 1 && nodes[0] !== undefined ? document.nodes[nodes[0]] : undefined
    const what = first
      ? `“${nameOf(first)}”`
      : nodes.length > 0
        ? `${nodes.length} blocks`
        : edges.length === 1
          ? 'a line'
          : `${edges.length} lines`
    edit(`delete ${what}`, [
      { type: 'disconnect', ids: edges },
      ...removeBlocks(applyEdit(document, { type: 'disconnect', ids: edges }), nodes),
    ])
    store.setState({ said: `Deleted ${what}.` })
  }

  check(asked, found)

  return Object.assign(store, {
    edit,
    replace: (label: string, document: FlowDocument) => replace(label, document),
    undo,
    redo,
    connect,
    configure,
    remove,
    check: recheck,
    meet,
    say: (said: string) => store.setState({ said }),
    select: (selection: Selection) => {
      if (!sameSelection(selection, store.getState().selection)) store.setState({ selection })
    },
  })
}

/**
 * What keeps the flow from being published comes first. A node's own list of problems stays as it was where nothing about
 * it changed, so that its card is not drawn anew.
 */
function inOrder(
  found: readonly Problem[],
  before: ReadonlyMap<string, readonly Problem[]>,
): Pick<FlowState, 'problems' | 'problemsOf'> {
  const problems = [
    ...found.filter(({ severity }) => severity === 'error'),
    ...found.filter(({ severity }) => severity !== 'error'),
  ]
  const lists = new Map<string, Problem[]>()
  for (const problem of problems) {
    if (problem.node === undefined) continue
    const list = lists.get(problem.node)
    if (list) list.push(problem)
    else lists.set(problem.node, [problem])
  }
  const problemsOf = new Map<string, readonly Problem[]>(lists)
  for (const [id, list] of problemsOf) {
    const known = before.get(id)
    if (known && tellTheSame(known, list)) problemsOf.set(id, known)
  }
  return { problems, problemsOf }
}

/** What a card and the settings show of problems; a fix is worked out anew when it is asked for. */
function tellTheSame(one: readonly Problem[], other: readonly Problem[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ code, message, exit, field }, index) => {
      const twin = other[index]
      return twin?.code === code && twin.message === message && twin.exit === exit && twin.field === field
    })
  )
}

function present(selection: Selection, document: FlowDocument): Selection {
  const { notes, groups } = document.ui
  const nodes = selection.nodes.filter((id) => [document.nodes, notes, groups].some((of) => Object.hasOwn(of, id)))
  const edges = selection.edges.filter((id) => Object.hasOwn(document.edges, id))
  return nodes.length === selection.nodes.length && edges.length === selection.edges.length
    ? selection
    : { nodes, edges }
}

function sameSelection(one: Selection, other: Selection): boolean {
  const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id, i) => id === b[i])
  return same(one.nodes, other.nodes) && same(one.edges, other.edges)
}

/** Moving a block can't mend or break anything. */
function asksTheSame(one: FlowDocument, other: FlowDocument): boolean {
  return (
    one.nodes === other.nodes &&
    one.edges === other.edges &&
    one.settings === other.settings &&
    one.language === other.language
  )
}
