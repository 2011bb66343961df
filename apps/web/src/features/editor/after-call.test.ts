import { drawFlow } from '@patchbay/flow/testing'
import { describe, expect, it } from 'vitest'
import { afterCallOf, exitsIn } from './after-call'

const flow = drawFlow({
  start: { block: 'dial', config: { dest: '+6561234567' }, to: { answered: 'bye', busy: 'text', next: 'bye' } },
  text: { block: 'sms', config: { dest: '+6561234567', text: 'Later' } },
  bye: { block: 'hangup' },
  parted: { block: 'on-hang-up', to: { next: 'tell' } },
  tell: { block: 'notify', to: { sent: 'note' } },
  note: { block: 'tag' },
})

describe('the blocks that follow the end of a call', () => {
  it('are those of the way for hang-ups, and those after an exit by which the call is over', () => {
    expect([...afterCallOf(flow)].sort()).toEqual(['note', 'parted', 'tell', 'text'])
  })

  it('are not those that a call can get to while it lasts', () => {
    const both = structuredClone(flow)
    both.edges.late = { from: 'note', exit: 'next', to: 'text' }
    both.nodes.start = { block: 'answer', name: '', config: {} }
    both.edges.early = { from: 'start', exit: 'next', to: 'text' }
    expect(afterCallOf(both).has('text')).toBe(false)
    expect(afterCallOf(both).has('note')).toBe(true)
  })

  it('may lead nowhere', () => {
    expect(exitsIn(flow, 'note').every(({ optional }) => optional)).toBe(true)
    expect(exitsIn(flow, 'start').find(({ name }) => name === 'busy')?.optional).toBe(true)
    expect(exitsIn(flow, 'gone')).toEqual([])
  })
})
