import { drawFlow } from '@patchbay/flow/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { linesOf, namesOf } from './flow-index'
import { createFlowStore, type FlowStore } from './flow-store'
import { leadNowhere, leadTo, leadToNew, namesAfter } from './lead-exit'

const drawn = drawFlow({
  start: { block: 'answer', to: { next: 'menu' } },
  menu: { block: 'gather', config: { keys: ['1'], maxDigits: 1 }, to: { none: 'bye' } },
  tell: { block: 'sms' },
  bye: { block: 'hangup' },
})
const end = { from: 'menu', exit: 'key:1' }

let flow: FlowStore
beforeEach(() => {
  flow = createFlowStore(drawn)
})
const target = () => linesOf(flow.getState().document).get(end.from)?.get(end.exit)?.edge.to

describe('leading an exit', () => {
  it('to a block and nowhere again is told each time, and is one step each', () => {
    expect(leadTo(flow, end, 'bye')).toBeNull()
    expect(target()).toBe('bye')
    expect(flow.getState().said).toBe('menu now leads to bye.')
    leadNowhere(flow, end)
    expect(target()).toBeUndefined()
    expect(flow.getState().said).toBe('menu no longer leads to bye there.')
    expect(flow.getState().past).toHaveLength(2)
    leadNowhere(flow, end)
    expect(flow.getState().past).toHaveLength(2)
  })

  it('to a Start block is refused', () => {
    expect(leadTo(flow, end, 'start')).toMatch(/starts only once/)
    expect(target()).toBeUndefined()
  })

  it('to a new block takes the place of where it led, in one step', () => {
    leadTo(flow, end, 'bye')
    const id = leadToNew(flow, end, 'play')
    expect(target()).toBe(id)
    expect(flow.getState().said).toBe('Added Play after menu.')
    // No second line from the exit that happens to be free.
    expect(linesOf(flow.getState().document).get('menu')?.has('other')).toBe(false)
    flow.undo()
    expect(target()).toBe('bye')
    expect(Object.keys(flow.getState().document.nodes)).toHaveLength(4)
  })

  it('offers what fits there', () => {
    const names = namesOf(drawn)
    expect(namesAfter(names, false).map(({ id }) => id)).toEqual(['menu', 'tell', 'bye'])
    expect(namesAfter(names, true).map(({ id }) => id)).toEqual(['tell'])
  })
})
