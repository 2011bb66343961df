import { drawFlow } from '@patchbay/flow/testing'
import { expect, test } from 'vitest'
import { createFlowStore } from './flow-store'
import { lookOnly, lookOnlySentence } from './look-only'

const document = drawFlow({
  start: { block: 'answer', to: { next: 'bye' } },
  bye: { block: 'hangup' },
})

test('whatever whoever only looks does, the flow stays as it is', () => {
  const flow = lookOnly(createFlowStore(document))
  flow.edit('rename', [{ type: 'rename', id: 'bye', name: 'Changed' }])
  flow.configure('bye', { message: 'Changed' })
  flow.remove({ nodes: ['bye'], edges: [] })
  flow.undo()
  flow.redo()
  expect(flow.connect({ from: 'start', exit: 'next', to: 'bye' })).toBe(lookOnlySentence)
  expect(flow.getState()).toMatchObject({ document, past: [] })
  flow.select({ nodes: ['bye'], edges: [] })
  expect(flow.getState().selection.nodes).toEqual(['bye'])
})

test('what somebody else saved is shown all the same', () => {
  const flow = lookOnly(createFlowStore(document))
  const theirs = { ...document, language: 'zh' }
  flow.replace('take what Mei saved', theirs)
  expect(flow.getState().document).toBe(theirs)
})
