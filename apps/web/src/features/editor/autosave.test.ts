import type { FlowDocument } from '@patchbay/flow/document'
import { drawFlow } from '@patchbay/flow/testing'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createAutosave, type SaveResult, saveTimes } from './autosave'
import { createFlowStore } from './flow-store'
import type { KeptDraft } from './kept-drafts'

const drawn = drawFlow({ start: { block: 'answer', to: { next: 'bye' } }, bye: { block: 'hangup' } })
const theirs = {
  revision: 9,
  updatedAt: '2026-01-01T00:00:09.000Z',
  savedBy: 'Mei',
  document: drawFlow({ other: { block: 'dial' } }),
}

function setUp(answers: SaveResult[] = []) {
  const sent: { revision: number; document: FlowDocument }[] = []
  const kept: (KeptDraft | null)[] = []
  const flow = createFlowStore(drawn)
  const autosave = createAutosave(
    flow,
    { revision: 1, updatedAt: '2026-01-01T00:00:00.000Z', stored: drawn },
    async (revision, document) => {
      sent.push({ revision, document })
      return answers.shift() ?? { kind: 'saved', revision: revision + 1, updatedAt: '2026-01-01T00:00:01.000Z' }
    },
    async (draft) => {
      kept.push(draft)
    },
  )
  const stop = autosave.start()
  const move = (x: number) => flow.edit('move', [{ type: 'move', positions: { bye: { x, y: 0 } } }])
  return { sent, kept, flow, autosave, stop, move }
}

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

describe('autosave', () => {
  it('saves once, a moment after the last edit, on the revision that it knows', async () => {
    const { sent, autosave, move, flow } = setUp()
    move(1)
    expect(autosave.getState().kind).toBe('waiting')
    await vi.advanceTimersByTimeAsync(saveTimes.quiet - 1)
    move(2)
    await vi.advanceTimersByTimeAsync(saveTimes.quiet - 1)
    expect(sent).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(sent).toEqual([{ revision: 1, document: flow.getState().document }])
    expect(autosave.getState()).toMatchObject({ kind: 'saved', revision: 2 })
    move(3)
    await vi.advanceTimersByTimeAsync(saveTimes.quiet)
    expect(sent[1]?.revision).toBe(2)
  })

  it('tries again by itself, more and more slowly, until it is saved', async () => {
    const failed: SaveResult = { kind: 'failed', message: 'No.' }
    const { sent, autosave, move } = setUp([failed, failed])
    move(1)
    await vi.advanceTimersByTimeAsync(saveTimes.quiet)
    expect(autosave.getState()).toMatchObject({ kind: 'failed', message: 'No.' })
    expect(autosave.unsaved()).toBe(true)
    await vi.advanceTimersByTimeAsync(saveTimes.firstRetry)
    expect(sent).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(saveTimes.firstRetry)
    expect(sent).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(saveTimes.firstRetry)
    expect(autosave.getState().kind).toBe('saved')
  })

  it('overwrites nothing when somebody else saved, until mine is kept', async () => {
    const { sent, autosave, move, flow } = setUp([{ kind: 'stale', theirs }])
    move(1)
    await vi.advanceTimersByTimeAsync(saveTimes.quiet)
    expect(autosave.getState()).toMatchObject({ kind: 'stale', conflict: { base: drawn, theirs } })
    move(2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(1)
    expect(await autosave.flush()).toBeNull()
    autosave.settle('keep mine', flow.getState().document)
    await vi.advanceTimersByTimeAsync(0)
    expect(sent[1]).toEqual({ revision: 9, document: flow.getState().document })
    expect(autosave.getState()).toMatchObject({ kind: 'saved', revision: 10, conflict: null })
  })

  it('knows its own draft again when only the answer to a save was lost', async () => {
    const { autosave, move, flow, sent } = setUp([{ kind: 'offline', message: 'Cut.' }])
    move(1)
    await vi.advanceTimersByTimeAsync(saveTimes.quiet)
    autosave.meet({ ...theirs, revision: 2, document: structuredClone(flow.getState().document) })
    expect(autosave.getState()).toMatchObject({ kind: 'saved', revision: 2, conflict: null })
    expect(autosave.unsaved()).toBe(false)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(1)
  })

  it('takes theirs, and can bring mine back', async () => {
    const { autosave, move, flow } = setUp([{ kind: 'stale', theirs }])
    move(1)
    const mine = flow.getState().document
    await vi.advanceTimersByTimeAsync(saveTimes.quiet)
    autosave.settle('take the other one', theirs.document)
    expect(flow.getState().document).toBe(theirs.document)
    expect(autosave.unsaved()).toBe(false)
    await vi.advanceTimersByTimeAsync(saveTimes.quiet)
    expect(autosave.getState().kind).toBe('saved')
    flow.undo()
    expect(flow.getState().document).toBe(mine)
    expect(autosave.unsaved()).toBe(true)
  })

  it('saves at once when asked, with what was edited while a save was under way', async () => {
    const { sent, autosave, move } = setUp()
    move(1)
    const first = autosave.flush()
    move(2)
    expect(await first).toBe(3)
    expect(autosave.unsaved()).toBe(false)
    expect(sent).toHaveLength(2)
  })

  it('sends nothing for an edit that was undone meanwhile', async () => {
    const { sent, autosave, move, flow } = setUp()
    move(1)
    flow.undo()
    await vi.advanceTimersByTimeAsync(saveTimes.quiet)
    expect(sent).toEqual([])
    expect(autosave.getState().kind).toBe('saved')
  })

  it('keeps a draft on this device from its first edit until it is saved', async () => {
    const { kept, move, flow, autosave } = setUp([{ kind: 'offline', message: 'Nobody there.' }])
    move(1)
    await vi.advanceTimersByTimeAsync(saveTimes.keep)
    expect(kept).toEqual([{ revision: 1, base: drawn, document: flow.getState().document }])
    await vi.advanceTimersByTimeAsync(saveTimes.quiet)
    expect(autosave.getState().kind).toBe('offline')
    await vi.advanceTimersByTimeAsync(saveTimes.firstRetry)
    expect(autosave.getState().kind).toBe('saved')
    expect(kept.at(-1)).toBeNull()
  })

  it('shows what somebody else saved at once, unless something here is unsaved', async () => {
    const { autosave, flow, move, sent } = setUp()
    autosave.meet({ ...theirs, revision: 1 })
    expect(flow.getState().document).toBe(drawn)
    autosave.meet(theirs)
    expect(flow.getState().document).toBe(theirs.document)
    expect(autosave.getState()).toMatchObject({ kind: 'saved', revision: 9 })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sent).toEqual([])
    flow.undo()
    move(3)
    autosave.meet({ ...theirs, revision: 10 })
    expect(autosave.getState().kind).toBe('stale')
  })

  it('sends what is unsaved when the editor is left', async () => {
    const { sent, stop, move } = setUp()
    move(1)
    stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toHaveLength(1)
  })
})
