import { drawFlow } from '@patchbay/flow/testing'
import { expect, it } from 'vitest'
import { createFlowStore } from './flow-store'
import { mendProblem } from './mend-problem'

const drawn = drawFlow({
  start: { block: 'answer', to: { next: 'menu' } },
  menu: { block: 'gather', config: { message: 'Press 1.' }, to: { other: 'bye' } },
  bye: { block: 'hangup' },
})

it('mends a problem in one step that can be undone, and says so', () => {
  const flow = createFlowStore(drawn)
  const [problem] = flow.getState().problems
  expect(problem).toMatchObject({ code: 'exit-open', exit: 'none' })
  if (problem) mendProblem(flow, problem)
  flow.check()
  expect(flow.getState().problems).toEqual([])
  expect(flow.getState().said).toBe('Done: hang up here, “menu”.')
  expect(flow.getState().past.map(({ label }) => label)).toEqual(['hang up here, “menu”'])
  flow.undo()
  expect(flow.getState().document).toBe(drawn)
})

it('puts a new block where it covers no other', () => {
  const flow = createFlowStore(drawn)
  const [problem] = flow.getState().problems
  if (problem) mendProblem(flow, problem)
  const { positions } = flow.getState().document.ui
  expect(positions['hangup-1']?.x).toBe(positions.bye?.x)
  expect(positions['hangup-1']?.y).toBeGreaterThan(positions.bye?.y ?? 0)
})

it('goes by the flow as it is, not by the list as it was', () => {
  const flow = createFlowStore(drawn)
  const [problem] = flow.getState().problems
  flow.connect({ from: 'menu', exit: 'none', to: 'bye' })
  const { document } = flow.getState()
  if (problem) mendProblem(flow, problem)
  expect(flow.getState().document).toBe(document)
  expect(flow.getState().said).toBe('That is mended already.')
})
