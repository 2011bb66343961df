import announcement from '@patchbay/examples/announcement.json'
import autoAttendant from '@patchbay/examples/auto-attendant.json'
import bookingConfirmation from '@patchbay/examples/booking-confirmation.json'
import callForwarding from '@patchbay/examples/call-forwarding.json'
import companyDirectory from '@patchbay/examples/company-directory.json'
import conference from '@patchbay/examples/dial-in-conference.json'
import helpline from '@patchbay/examples/helpline.json'
import voicemail from '@patchbay/examples/voicemail.json'
import { readDocument } from '@patchbay/flow/migrate'
import { blocksPublishing, findProblems, refuseConnection } from '@patchbay/flow/problems'
import { drawFlow } from '@patchbay/flow/testing'
import { describe, expect, test } from 'vitest'
import { blocks } from './blocks'

const examples = [
  announcement,
  autoAttendant,
  bookingConfirmation,
  callForwarding,
  companyDirectory,
  conference,
  helpline,
  voicemail,
]

test.each(examples.map((example) => [example.name, example.document]))(
  '“%s” can be published as it stands',
  (_, raw) => {
    const read = readDocument(raw)
    expect(read).toMatchObject({ ok: true })
    if (read.ok) expect(findProblems(blocks, read.document)).toEqual([])
  },
)

const talk = { message: 'Hello' }
const desk = { dest: '+6562220001' }

/** One bad flow per fault, named by it. */
const faults: Record<string, Parameters<typeof drawFlow>[0]> = {
  'no-start': { a: { block: 'hangup' } },
  'second-start': {
    a: { block: 'answer', to: { next: 'h' } },
    b: { block: 'answer', to: { next: 'h' } },
    h: { block: 'hangup' },
  },
  'unknown-block': { a: { block: 'answer', to: { next: 'x' } }, x: { block: 'teleport' } },
  'bad-setting': {
    a: { block: 'answer', to: { next: 'p' } },
    p: { block: 'play', to: { next: 'h' } },
    h: { block: 'hangup' },
  },
  'exit-open': { a: { block: 'answer', to: { next: 'p' } }, p: { block: 'play', config: talk } },
  'line-nowhere': { a: { block: 'answer', to: { next: 'ghost' } } },
  'unknown-exit': { a: { block: 'answer', to: { next: 'h', sideways: 'h' } }, h: { block: 'hangup' } },
  'into-start': {
    a: { block: 'answer', to: { next: 'p' } },
    p: { block: 'play', config: talk, to: { next: 'a' } },
  },
  'call-is-over': {
    a: { block: 'dial', to: { answered: 'h', busy: 'p' } },
    p: { block: 'play', config: talk, to: { next: 'h' } },
    h: { block: 'hangup' },
  },
  'loop-without-wait': {
    a: { block: 'answer', to: { next: 't' } },
    t: { block: 'transfer', config: { ...desk, goOn: true }, to: { failed: 'p' } },
    p: { block: 'play', config: talk, to: { next: 't' } },
  },
  'no-way-to-end': {
    a: { block: 'answer', to: { next: 'g' } },
    g: { block: 'gather', config: {}, to: { other: 'g', none: 'g' } },
  },
  'key-twice': {
    a: { block: 'answer', to: { next: 'g' } },
    g: { block: 'gather', config: { ...talk, keys: ['1', '1'] }, to: { 'key:1': 'h', other: 'h', none: 'h' } },
    h: { block: 'hangup' },
  },
  'key-too-long': {
    a: { block: 'answer', to: { next: 'g' } },
    g: { block: 'gather', config: { keys: ['12'] }, to: { 'key:12': 'h', other: 'h', none: 'h' } },
    h: { block: 'hangup' },
  },
}

describe('each fault is found and keeps the flow from being published', () => {
  test.each(Object.entries(faults))('%s', (code, drawn) => {
    const problems = findProblems(blocks, drawFlow(drawn))
    expect(problems.map((problem) => problem.code)).toContain(code)
    expect(blocksPublishing(problems)).toBe(true)
    for (const problem of problems) expect(problem.message).toMatch(/[.!?]$/)
  })
})

test('two lines from one exit', () => {
  const document = drawFlow({ a: { block: 'answer', to: { next: 'h' } }, h: { block: 'hangup' } })
  const twice = { ...document, edges: { ...document.edges, again: { from: 'a', exit: 'next', to: 'h' } } }
  expect(findProblems(blocks, twice).map((problem) => problem.code)).toContain('exit-twice')
})

test('a block that nothing leads to is only a warning', () => {
  const problems = findProblems(
    blocks,
    drawFlow({
      a: { block: 'answer', to: { next: 'h' } },
      h: { block: 'hangup' },
      p: { block: 'play', config: talk, to: { next: 'h' } },
    }),
  )
  expect(problems).toMatchObject([{ code: 'unreachable', severity: 'warning', node: 'p' }])
  expect(blocksPublishing(problems)).toBe(false)
})

test('a menu that asks again and again waits for the caller: no fault', () => {
  const problems = findProblems(
    blocks,
    drawFlow({
      a: { block: 'answer', to: { next: 'g' } },
      g: { block: 'gather', config: { ...talk, keys: ['1'] }, to: { 'key:1': 'h', other: 'g', none: 'h' } },
      h: { block: 'hangup' },
    }),
  )
  expect(problems).toEqual([])
})

test('a flow that is not finished yet is no flow without an end', () => {
  const problems = findProblems(
    blocks,
    drawFlow({ a: { block: 'answer', to: { next: 'p' } }, p: { block: 'play', config: talk } }),
  )
  expect(problems.map(({ code, node }) => [code, node])).toEqual([['exit-open', 'p']])
})

describe('drawing a line', () => {
  const document = drawFlow({
    a: { block: 'answer' },
    d: { block: 'dial' },
    p: { block: 'play' },
    s: { block: 'sms' },
    h: { block: 'hangup' },
  })
  test.each([
    ['a', 'next', 'p', null],
    ['p', 'next', 'p', null],
    ['p', 'next', 'a', 'into-start'],
    ['h', 'next', 'p', 'unknown-exit'],
    ['p', 'next', 'zz', 'line-nowhere'],
    ['d', 'busy', 'p', 'call-is-over'],
    ['d', 'busy', 's', null],
    ['d', 'answered', 'p', null],
  ])('%s by %s to %s: %s', (from, exit, to, code) => {
    expect(refuseConnection(blocks, document, { from, exit, to })?.code ?? null).toBe(code)
  })
})
