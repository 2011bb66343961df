import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDocument } from './document'
import { flowFileLimits, flowNameSchema, readFlowFile, writeFlowFile } from './flow-file'
import { someDocument } from './some-documents'
import { drawFlow } from './testing'

const drawn = drawFlow({
  start: { block: 'answer', to: { next: 'bye' } },
  bye: { block: 'hangup', name: 'Bye', config: { z: 1, a: [{ d: 1, c: 2 }] } },
})
const refusal = (text: string) => {
  const read = readFlowFile(text)
  return read.ok ? null : read.message
}

const name = fc.string({ minLength: 1, maxLength: 80 }).filter((text) => flowNameSchema.safeParse(text).data === text)
const someFlows = fc.array(fc.record({ name, document: someDocument }), { minLength: 1, maxLength: 4 })

/** The same value with every object's keys put in another way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  )
}

describe('import after export', () => {
  test('gives the same flows, and an export of those the same characters', () => {
    fc.assert(
      fc.property(someFlows, (flows) => {
        const text = writeFlowFile(flows)
        expect(readFlowFile(text)).toEqual({ ok: true, flows })
        const read = readFlowFile(text)
        expect(read.ok && writeFlowFile(read.flows)).toBe(text)
      }),
    )
  })

  test('does not depend on the order in which keys were put in', () => {
    fc.assert(
      fc.property(someFlows, (flows) => {
        const turned = readFlowFile(JSON.stringify(reversed(JSON.parse(writeFlowFile(flows)))))
        expect(turned.ok && writeFlowFile(turned.flows)).toBe(writeFlowFile(flows))
      }),
    )
  })

  test('is laid out as JSON with two spaces is, one thing on a line, with an end of line at its end', () => {
    const text = writeFlowFile([{ name: 'Front desk', document: drawn }])
    expect(text).toMatchInlineSnapshot(`
      "{
        "patchbay": "flows",
        "version": 1,
        "flows": [
          {
            "name": "Front desk",
            "document": {
              "version": 3,
              "language": "en",
              "settings": {},
              "nodes": {
                "bye": {
                  "block": "hangup",
                  "name": "Bye",
                  "config": {
                    "a": [
                      {
                        "c": 2,
                        "d": 1
                      }
                    ],
                    "z": 1
                  }
                },
                "start": {
                  "block": "answer",
                  "name": "start",
                  "config": {}
                }
              },
              "edges": {
                "e1": {
                  "from": "start",
                  "exit": "next",
                  "to": "bye"
                }
              },
              "ui": {
                "positions": {
                  "bye": {
                    "x": 320,
                    "y": 0
                  },
                  "start": {
                    "x": 0,
                    "y": 0
                  }
                },
                "notes": {},
                "groups": {}
              }
            }
          }
        ]
      }
      "
    `)
    expect(`${JSON.stringify(JSON.parse(text), null, 2)}\n`).toBe(text)
  })

  test('a block that was moved changes two lines', () => {
    const moved = { ...drawn, ui: { ...drawn.ui, positions: { ...drawn.ui.positions, bye: { x: 7, y: 8 } } } }
    const before = writeFlowFile([{ name: 'A', document: drawn }]).split('\n')
    const after = writeFlowFile([{ name: 'A', document: moved }]).split('\n')
    expect(after.filter((line, index) => line !== before[index])).toHaveLength(2)
  })
})

describe('reading', () => {
  test('nothing that is read can make it throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof readFlowFile(text).ok === 'boolean'))
    fc.assert(fc.property(fc.json(), (text) => typeof readFlowFile(text).ok === 'boolean'))
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (flows, version) => {
        expect(typeof readFlowFile(JSON.stringify({ patchbay: 'flows', version, flows })).ok).toBe('boolean')
      }),
    )
  })

  test('a file with a character changed, gone or added is read or refused with a sentence', () => {
    const text = writeFlowFile([{ name: 'Front desk', document: drawn }])
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(2), fc.string({ maxLength: 2 }), (at, gone, put) => {
        const read = readFlowFile(text.slice(0, at) + put + text.slice(at + gone))
        expect(read.ok || read.message).toEqual(read.ok ? true : expect.stringMatching(/\.$/))
      }),
      { numRuns: 500 },
    )
  })

  test('a document by itself has no name: it is called as its file is', () => {
    expect(readFlowFile(JSON.stringify(drawn), 'front-desk')).toEqual({
      ok: true,
      flows: [{ name: 'front-desk', document: drawn }],
    })
    expect(readFlowFile(JSON.stringify(drawn), '')).toMatchObject({ ok: true, flows: [{ name: 'Imported flow' }] })
  })

  test('one flow with its name is read, as the examples have it', () => {
    const text = JSON.stringify({ name: 'Voicemail', about: 'Takes a message.', document: drawn })
    expect(readFlowFile(text)).toEqual({ ok: true, flows: [{ name: 'Voicemail', document: drawn }] })
  })

  test('an older document is lifted', () => {
    const { ui, ...rest } = drawn
    const older = { ...rest, version: 1, ui: { positions: ui.positions } }
    const text = JSON.stringify({ patchbay: 'flows', version: 1, flows: [{ name: 'Old', document: older }] })
    expect(readFlowFile(text)).toEqual({ ok: true, flows: [{ name: 'Old', document: drawn }] })
  })

  const file = (flows: unknown, more: object = {}) => JSON.stringify({ patchbay: 'flows', version: 1, flows, ...more })
  const good = { name: 'Good', document: drawn }
  const wrong = { ...emptyDocument(), nodes: { a: { block: 'play', name: 'A', config: 7 } } }
  test.each([
    ['nothing', '', 'This is not JSON: at line 1, column 1, the text ends where a value should be.'],
    ['a shopping list', 'milk', 'This is not JSON: at line 1, column 1, “m” stands where a value should be.'],
    [
      'half a file',
      '{\n  "patchbay": "flows",\n  "flows": [',
      'This is not JSON: at line 3, column 13, the text ends where a value or “]” should be.',
    ],
    [
      'a comma too many',
      '{\n  "patchbay": "flows",\n}',
      'This is not JSON: at line 3, column 1, “}” stands where a name in quotation marks should be.',
    ],
    ['a number', '12', 'This is no file of flows: it is JSON of another kind.'],
    ['a list', '[]', 'This is no file of flows: it is JSON of another kind.'],
    ['another object', '{"a":1}', 'This is not a flow: it has no "version" number.'],
    ['a file of something else', '{"patchbay":"calls"}', 'This is no file of flows: its “patchbay” is not “flows”.'],
    ['no version', '{"patchbay":"flows"}', 'This file of flows can’t be read: its “version” is no whole number.'],
    [
      'a newer file',
      file([good], { version: 2 }),
      'This file has format version 2; this Patchbay reads up to 1. Update Patchbay first.',
    ],
    ['a stray part', file([good], { more: 1 }), 'This file of flows can’t be read: nothing is known of “more”.'],
    ['no list', file({}), 'This file of flows can’t be read: its “flows” is no list.'],
    ['no flow', file([]), 'There is no flow in this file.'],
    ['too many', file(Array(201).fill(0)), 'This file has 201 flows; at most 200 can be read at once.'],
    ['a flow that is none', file([good, 7]), 'Flow 2: This is no flow with a “name” and a “document”.'],
    ['no name', file([good, { document: drawn }]), 'Flow 2: Its “name” has to be text.'],
    ['an empty name', file([{ ...good, name: ' ' }]), 'Flow 1, “ ”: Its “name” may not be empty.'],
    ['a stray part of a flow', file([{ ...good, more: 1 }]), 'Flow 1, “Good”: Nothing is known of “more”.'],
    [
      'a wrong document',
      file([good, { name: 'Front desk', document: wrong }]),
      /^Flow 2, “Front desk”: This flow can't be read at nodes\.a\.config: .*\.$/,
    ],
    [
      'a newer document',
      file([{ name: 'New', document: { ...drawn, version: 99 } }]),
      'Flow 1, “New”: This flow has format version 99; this Patchbay reads up to 3. Update Patchbay first.',
    ],
    [
      '100,000 levels',
      `{"version":2,"nodes":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
      'This flow can’t be read: it is nested too deeply.',
    ],
    ['100,000 levels that do not end', '['.repeat(1e5), /column 100001, the text ends where a value or “]”/],
    [
      'too much',
      ' '.repeat(flowFileLimits.characters + 1),
      'This file is too large: it may have 16,000,000 characters. No flow needs as many.',
    ],
  ])('%s is refused, and the sentence says where', (_, text, sentence) => {
    if (typeof sentence === 'string') expect(refusal(text)).toBe(sentence)
    else expect(refusal(text)).toMatch(sentence)
  })

  test('a file that is as large as may be is read, and refused, in little time', () => {
    const started = performance.now()
    expect(refusal(`"${'x'.repeat(flowFileLimits.characters - 2)}"`)).toMatch(/another kind/)
    expect(refusal('x'.repeat(flowFileLimits.characters))).toMatch(/not JSON/)
    expect(refusal(`"${'\\n'.repeat(flowFileLimits.characters / 2 - 2)}`)).toMatch(/not JSON/)
    expect(refusal('[\n'.repeat(flowFileLimits.characters / 2))).toMatch(/not JSON/)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
