import { emptyDocument } from '@patchbay/flow/document'
import { drawFlow } from '@patchbay/flow/testing'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Check } from './check-flow'
import { createFlowStore, type FlowStore, historyDepth } from './flow-store'

const drawn = drawFlow({
  start: { block: 'answer', to: { next: 'menu' } },
  menu: {
    block: 'gather',
    config: { message: 'Press 1.', keys: ['1'], maxDigits: 1 },
    to: { 'key:1': 'bye', other: 'menu', none: 'bye' },
  },
  bye: { block: 'hangup' },
})

let flow: FlowStore

beforeEach(() => {
  vi.useFakeTimers()
  flow = createFlowStore(drawn)
  return () => vi.useRealTimers()
})

describe('history', () => {
  it('undoes and redoes one named step at a time', () => {
    flow.edit('move “bye”', [{ type: 'move', positions: { bye: { x: 1, y: 2 } } }])
    flow.remove({ nodes: ['bye'], edges: [] })
    expect(flow.getState().past.map(({ label }) => label)).toEqual(['move “bye”', 'delete “bye”'])
    const { document } = flow.getState()
    flow.undo()
    expect(flow.getState().document.ui.positions.bye).toEqual({ x: 1, y: 2 })
    flow.undo()
    expect(flow.getState().document).toBe(drawn)
    flow.redo()
    flow.redo()
    expect(flow.getState().document).toBe(document)
    flow.redo()
    expect(flow.getState().document).toBe(document)
  })

  it('takes a sentence typed without a pause for one step', () => {
    for (const message of ['H', 'Hi', 'Hi.']) {
      flow.configure('menu', { message })
      vi.advanceTimersByTime(200)
    }
    vi.advanceTimersByTime(1_500)
    flow.configure('menu', { message: 'Hi. Press 1.' })
    expect(flow.getState().past).toHaveLength(2)
    flow.undo()
    expect(flow.getState().document.nodes.menu?.config.message).toBe('Hi.')
    flow.undo()
    expect(flow.getState().document).toBe(drawn)
  })

  it('goes a bounded way back, and forgets what was undone when something else is done', () => {
    for (let x = 1; x <= historyDepth + 5; x++) flow.edit('move', [{ type: 'move', positions: { bye: { x, y: 0 } } }])
    expect(flow.getState().past).toHaveLength(historyDepth)
    flow.undo()
    flow.edit('rename', [{ type: 'rename', id: 'bye', name: 'Goodbye' }])
    expect(flow.getState().future).toEqual([])
  })

  it('records nothing for an edit that changes nothing', () => {
    flow.edit('move', [{ type: 'move', positions: { nobody: { x: 0, y: 0 } } }])
    expect(flow.connect({ from: 'menu', exit: 'key:1', to: 'bye' })).toBeNull()
    expect(flow.getState().past).toEqual([])
  })
})

describe('lines', () => {
  it('says why a line may not be drawn, and draws nothing', () => {
    expect(flow.connect({ from: 'menu', exit: 'none', to: 'start' })).toMatch(/starts only once/)
    expect(flow.getState().document).toBe(drawn)
    expect(flow.getState().said).toMatch(/starts only once/)
  })

  it('leads an exit elsewhere: one exit has one line', () => {
    expect(flow.connect({ from: 'menu', exit: 'none', to: 'menu' })).toBeNull()
    const lines = Object.values(flow.getState().document.edges).filter(({ exit }) => exit === 'none')
    expect(lines).toEqual([{ from: 'menu', exit: 'none', to: 'menu' }])
  })

  it('moves a line to another exit', () => {
    flow.configure('menu', { keys: ['1', '2'] })
    const [id] = Object.entries(flow.getState().document.edges).find(([, { exit }]) => exit === 'key:1') ?? ['']
    expect(flow.connect({ from: 'menu', exit: 'key:2', to: 'bye' }, id)).toBeNull()
    const exits = Object.values(flow.getState().document.edges).map(({ exit }) => exit)
    expect(exits.sort()).toEqual(['key:2', 'next', 'none', 'other'])
  })

  it('takes the lines of a key away with the key, in one step', () => {
    flow.configure('menu', { keys: [] })
    expect(Object.values(flow.getState().document.edges).map(({ exit }) => exit)).not.toContain('key:1')
    flow.undo()
    expect(flow.getState().document).toBe(drawn)
  })
})

describe('problems and selection', () => {
  it('follow the document', () => {
    expect(flow.getState().problems).toEqual([])
    flow.select({ nodes: ['bye'], edges: [] })
    flow.remove({ nodes: ['bye'], edges: [] })
    expect(flow.getState().selection.nodes).toEqual([])
    vi.advanceTimersByTime(500)
    expect(flow.getState().problemsOf.get('menu')?.length).toBeGreaterThan(0)
  })

  it('are found elsewhere if somebody likes, and the errors come first', () => {
    const asked: Parameters<Check>[] = []
    const slow = createFlowStore(drawn, (...question) => void asked.push(question))
    expect(slow.getState()).toMatchObject({ problems: [], checked: false })
    asked[0]?.[1]([
      { code: 'unreachable', severity: 'warning', message: 'No call can get there.', node: 'menu' },
      { code: 'exit-open', severity: 'error', message: 'It leads nowhere.', node: 'menu' },
    ])
    expect(slow.getState().checked).toBe(true)
    expect(slow.getState().problems.map(({ severity }) => severity)).toEqual(['error', 'warning'])
    expect(slow.getState().problemsOf.get('menu')).toHaveLength(2)
    slow.edit('rename', [{ type: 'rename', id: 'bye', name: 'Goodbye' }])
    slow.edit('rename', [{ type: 'rename', id: 'bye', name: 'Farewell' }])
    vi.advanceTimersByTime(500)
    expect(asked.map(([{ document }]) => document.nodes.bye?.name)).toEqual(['bye', 'Farewell'])
  })

  it('are found anew when the neighbours, the settings or the language change', () => {
    const asked: Parameters<Check>[0][] = []
    const store = createFlowStore(drawn, (question) => void asked.push(question))
    const neighbours = { tables: [], prompts: [], secrets: [], flows: [] }
    store.meet(neighbours)
    store.meet(neighbours)
    expect(asked.map((each) => each.neighbours)).toEqual([null, neighbours])
    store.edit('choose a language', [{ type: 'language', language: 'zh' }])
    vi.advanceTimersByTime(500)
    expect(asked.at(-1)?.document.language).toBe('zh')
  })

  it('tell how to begin on an empty canvas', () => {
    expect(createFlowStore(emptyDocument()).getState().problems[0]?.message).toMatch(/canvas is empty/)
  })
})
