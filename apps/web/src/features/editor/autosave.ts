import type { FlowDocument } from '@patchbay/flow/document'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FlowStore } from './flow-store'

/** What the server has instead of the revision that a save was based on. */
export type Theirs = { revision: number; document: FlowDocument; updatedAt: string }

export type SaveResult =
  | { kind: 'saved'; revision: number; updatedAt: string }
  | { kind: 'stale'; theirs: Theirs }
  | { kind: 'failed'; message: string }

export type SaveState = {
  /** `waiting`: edited, and about to be saved · `failed`: tried, and will be again by itself · `stale`: somebody else saved. */
  kind: 'saved' | 'waiting' | 'saving' | 'failed' | 'stale'
  /** The server's revision that the document is based on. */
  revision: number
  /** ISO 8601 */
  updatedAt: string
  message: string
  theirs: Theirs | null
}

export type Autosave = StoreApi<SaveState> & {
  /** Saves what is unsaved now and resolves with its revision, or null if it could not be saved. */
  flush: () => Promise<number | null>
  /** After a stale save: this document goes on top of theirs, or theirs takes its place (which can be undone). */
  settle: (keep: 'mine' | 'theirs') => void
  unsaved: () => boolean
  /** Follows the flow's edits until the function that comes back is called; what is unsaved then is sent once more. */
  start: () => () => void
}

/** Quiet time before a save, and the first and longest pause before it is tried again, in milliseconds. */
export const saveTimes = { quiet: 800, firstRetry: 2_000, longestRetry: 30_000 } as const

/**
 * Saves a flow a moment after its last edit. One save is under way at a time; each names the revision that it is based
 * on, so nothing that somebody else saved is overwritten.
 */
export function createAutosave(
  flow: FlowStore,
  first: { revision: number; updatedAt: string },
  save: (revision: number, document: FlowDocument) => Promise<SaveResult>,
): Autosave {
  const state = createStore<SaveState>(() => ({ kind: 'saved', message: '', theirs: null, ...first }))
  let stored = flow.getState().document
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause: number = saveTimes.firstRetry
  let underWay: Promise<void> | null = null
  let live = false

  const unsaved = () => flow.getState().document !== stored

  function plan(delay: number): void {
    clearTimeout(timer)
    if (live) timer = setTimeout(() => void run(), delay)
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
      if (more) plan(saveTimes.quiet)
    } else if (result.kind === 'stale') {
      state.setState({ kind: 'stale', theirs: result.theirs, message: '' })
    } else {
      state.setState({ kind: 'failed', message: result.message })
      plan(pause)
      pause = Math.min(pause * 2, saveTimes.longestRetry)
    }
  }

  function start(): () => void {
    live = true
    const unsubscribe = flow.subscribe((now, before) => {
      const { kind } = state.getState()
      if (now.document === before.document || kind === 'stale') return
      if (kind === 'saved') state.setState({ kind: 'waiting' })
      if (kind === 'failed') pause = saveTimes.firstRetry
      plan(saveTimes.quiet)
    })
    if (unsaved()) plan(saveTimes.quiet)
    return () => {
      live = false
      unsubscribe()
      clearTimeout(timer)
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
        if (kind === 'failed' || kind === 'stale') return null
      }
      return state.getState().revision
    },
    settle(keep: 'mine' | 'theirs') {
      const { theirs } = state.getState()
      if (!theirs) return
      state.setState({ kind: 'saved', revision: theirs.revision, updatedAt: theirs.updatedAt, theirs: null })
      stored = theirs.document
      if (keep === 'theirs') flow.replace('take the other version', theirs.document)
      if (unsaved()) {
        state.setState({ kind: 'waiting' })
        void run()
      }
    },
  })
}
