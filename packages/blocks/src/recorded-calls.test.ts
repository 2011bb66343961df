/// <reference types="vite/types/importMeta.d.ts" />
import { readCallFile, replayCallFile } from '@patchbay/flow/call-file'
import { expect, test } from 'vitest'
import { blocks } from './blocks'

/** Every recorded call in the folder; see its README. */
const files: Record<string, string> = import.meta.glob('../../../examples/recorded/*.call.json', {
  query: '?raw',
  import: 'default',
  eager: true,
})

test.each(Object.entries(files))('%s comes out as it was recorded', (_, text) => {
  const read = readCallFile(text)
  if (!read.ok) throw new Error(read.message)
  const { steps } = read.file
  replayCallFile(blocks, read.file).forEach(({ commands, trace }, at) => {
    expect({ step: at + 1, commands, trace }).toEqual({
      step: at + 1,
      commands: steps[at]?.commands,
      trace: steps[at]?.trace,
    })
  })
})

test('there are some', () => {
  expect(Object.keys(files).length).toBeGreaterThan(0)
})
