import type { FlowDocument } from '@patchbay/flow/document'
import { sameJson } from '@patchbay/flow/patch'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FlowStore } from './flow-store'
import type { KeptDraft } from './kept-drafts'

/** What the server has instead of the revision that a save was based on. */
export type Theirs = { revision: number; document: FlowDocument; updatedAt: string; savedBy: string }

/** Both sides of a conflict, with what both were made from. */
export type Conflict = { base: FlowDocument; theirs: Theirs }

export type SaveResult =
  | { kind: 'saved'; revision: number; updatedAt: string }
  | { kind: 'stale'; theirs: Theirs }
  /** The server said no. */
  | { kind: 'failed'; message: string }
  /** Nobody answered. */
  | { kind: 'offline'; message: string }

export type SaveState = {
  /** `waiting`: edited, and about to be saved · `failed`, `offline`: tried, and will be again by itself · `stale`: somebody else saved. */
  kind: 'saved' | 'waiting' | 'saving' | 'failed' | 'offline' | 'stale'
  /** The server's revision that the document is based on. */
  revision: number
  /** ISO 8601 */
  updatedAt: string
  message: string
  conflict: Conflict | null
}

export type Autosave = StoreApi<SaveState> & {
  /** Saves what is unsaved now and resolves with its revision, or null if it could not be saved. */
  flush: () => Promise<number | null>
  /** Ends a conflict: this document goes on top of theirs. `label` names the step of the history, if it is one. */
  settle: (label: string, document: FlowDocument) => void
  /** Shows what somebody else saved, where nothing here is unsaved; tells of a conflict otherwise. */
  meet: (theirs: Theirs) => void
  unsaved: () => boolean
  /** Follows the flow's edits until the function that comes back is called; what is unsaved then is sent once more. */
  start: () => () => void
}

export type Opened = {
  revision: number
  updatedAt: string
  /** The draft as the server has it; the flow differs from it where this device kept something. */
  stored: FlowDocument
}

/** Quiet time before a save, the first and longest pause before it is tried again, and how soon a draft is kept here: milliseconds. */
export const saveTimes = { quiet: 800, firstRetry: 2_000, longestRetry: 30_000, keep: 150 } as const

/**
 * Saves a flow a moment after its last edit. One save is under way at a time; each names the revision that it is based
 * on, so nothing that somebody else saved is overwritten. Until a save is done, `keep` holds the draft on this device.
 */
export function createAutosave(
  flow: FlowStore,
  { revision, updatedAt, ...opened }: Opened,
  save: (revision: number, document: FlowDocument) => Promise<SaveResult>,
  keep: (draft: KeptDraft | null) => Promise<void>,
): Autosave {
  const state = createStore<SaveState>(() => ({ kind: 'saved', message: '', conflict: null, revision, updatedAt }))
  let { stored } = opened
  let timer: ReturnType<typeof setTimeout> | undefined
  let keeping: ReturnType<typeof setTimeout> | undefined
  let pause: number = saveTimes.firstRetry
  let underWay: Promise<void> | null = null
  let live = false

  const unsaved = () => flow.getState().document !== stored

  function plan(delay: number): void {
    clearTimeout(timer)
    if (live) timer = setTimeout(() => void run(), delay)
  }

  function keepHere(): void {
    clearTimeout(keeping)
    const { document } = flow.getState()
    void keep(unsaved() ? { revision: state.getState().revision, base: stored, document } : null)
  }

  function run(): Promise<void> {
    clearTimeout(timer)
    underWay ??= attempt().finally(() => {
      underWay = null
    })
    return underWay
  }

  async function attempt(): Promise<void> {
    if (state.getState().kind === 'stale') return
    if (!unsaved()) {
      // The last edit was undone before it was sent.
      state.setState({ kind: 'saved', message: '' })
      keepHere()
      return
    }
    const { document } = flow.getState()
    state.setState({ kind: 'saving' })
    const result = await save(state.getState().revision, document)
    if (result.kind === 'saved') {
      stored = document
      pause = saveTimes.firstRetry
      const more = unsaved()
      state.setState({
        kind: more ? 'waiting' : 'saved',
        revision: result.revision,
        updatedAt: result.updatedAt,
        message: '',
      })
      keepHere()
      if (more) plan(saveTimes.quiet)
    } else if (result.kind === 'stale') {
      differ(result.theirs)
    } else {
      state.setState({ kind: result.kind, message: result.message })
      plan(pause)
      pause = Math.min(pause * 2, saveTimes.longestRetry)
    }
  }

  function differ(theirs: Theirs): void {
    clearTimeout(timer)
    const { document } = flow.getState()
    if (sameJson(theirs.document, document)) {
      // Ours came through, and only the answer was lost.
      takeOver({ ...theirs, document })
      keepHere()
      return
    }
    state.setState({ kind: 'stale', conflict: { base: stored, theirs }, message: '' })
  }

  function takeOver(theirs: Theirs): void {
    stored = theirs.document
    const { revision, updatedAt } = theirs
    state.setState({ kind: 'saved', revision, updatedAt, conflict: null, message: '' })
  }

  function start(): () => void {
    live = true
    const unsubscribe = flow.subscribe((now, before) => {
      if (now.document === before.document) return
      clearTimeout(keeping)
      keeping = setTimeout(keepHere, saveTimes.keep)
      const { kind } = state.getState()
      if (kind === 'stale') return
      if (kind === 'saved') state.setState({ kind: 'waiting' })
      if (kind === 'failed' || kind === 'offline') pause = saveTimes.firstRetry
      plan(saveTimes.quiet)
    })
    const again = () => {
      if (state.getState().kind === 'offline') void run()
    }
    globalThis.addEventListener?.('online', again)
    if (unsaved() && state.getState().kind !== 'stale') {
      state.setState({ kind: 'waiting' })
      plan(saveTimes.quiet)
    }
    return () => {
      live = false
      unsubscribe()
      globalThis.removeEventListener?.('online', again)
      clearTimeout(timer)
      keepHere()
      if (unsaved()) void run()
    }
  }

  return Object.assign(state, {
    unsaved,
    start,
    async flush() {
      if (underWay) await underWay
      while (unsaved()) {
        await run()
        const { kind } = state.getState()
        if (kind === 'failed' || kind === 'offline' || kind === 'stale') return null
      }
      return state.getState().revision
    },
    settle(label: string, document: FlowDocument) {
      const { conflict } = state.getState()
      if (!conflict) return
      takeOver(conflict.theirs)
      if (document !== flow.getState().document) flow.replace(label, document)
      if (unsaved()) {
        state.setState({ kind: 'waiting' })
        void run()
      } else keepHere()
    },
    meet(theirs: Theirs) {
      const { revision, kind } = state.getState()
      if (theirs.revision <= revision || kind === 'stale' || underWay) return
      if (unsaved()) {
        differ(theirs)
        return
      }
      takeOver(theirs)
      flow.replace(`take what ${theirs.savedBy || 'somebody else'} saved`, theirs.document)
      // The flow's own subscription took this for an edit.
      clearTimeout(timer)
      state.setState({ kind: 'saved' })
    },
  })
}
