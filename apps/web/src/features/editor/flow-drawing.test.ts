import { emptyDocument, type FlowDocument } from '@patchbay/flow/document'
import { someDocument } from '@patchbay/flow/some-documents'
import { drawFlow } from '@patchbay/flow/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clipText, escapeXml, widthOf, wrapText } from './fitted-text'
import { drawingOf, svgOf } from './flow-drawing'
import { pictureScale } from './picture-scale'

const draw = (document: FlowDocument, title = 'Front desk') => svgOf(drawingOf(document, title, (ink) => `ink-${ink}`))

/** Whether tags close in the order in which they opened, attributes are quoted, and no sign stands unescaped. */
function isWellFormed(xml: string): boolean {
  const open: string[] = []
  const tag = /<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>/gy
  let at = 0
  while (at < xml.length) {
    const next = xml.indexOf('<', at)
    const text = xml.slice(at, next < 0 ? undefined : next)
    if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) return false
    if (next < 0) return open.length === 0 && text.trim() === ''
    tag.lastIndex = next
    const found = tag.exec(xml)
    if (!found) return false
    const [all, closes, name, , alone] = found
    if (closes) {
      if (open.pop() !== name) return false
    } else if (!alone && name !== undefined) open.push(name)
    at = next + all.length
  }
  return open.length === 0
}

const menu = drawFlow({
  start: { block: 'answer', name: 'Incoming call', to: { next: 'menu' } },
  menu: {
    block: 'gather',
    name: 'Main menu',
    config: { message: 'For sales, press 1.', keys: ['1'], maxDigits: 1 },
    to: { 'key:1': 'bye', gone: 'bye' },
  },
  bye: { block: 'hangup', name: 'Good-bye' },
  odd: { block: 'teleport', name: 'Nobody knows' },
})

describe('a picture', () => {
  const svg = draw({
    ...menu,
    ui: {
      ...menu.ui,
      notes: { n: { x: 0, y: 900, width: 200, height: 100, text: 'Mei records this' } },
      groups: { g: { x: -80, y: -60, width: 900, height: 500, title: 'Daytime' } },
    },
  })

  test('is an image with every name, what is said, every exit and key, notes and groups', () => {
    expect(isWellFormed(svg)).toBe(true)
    for (const words of ['Front desk', 'Incoming call', 'Main menu', 'Good-bye', 'Nobody knows', 'For sales, press 1.'])
      expect(svg).toContain(words)
    expect(svg).toContain('>1</text>')
    expect(svg).toContain('Mei records this')
    expect(svg).toContain('Daytime')
    expect(svg).toContain('ink-block-middle')
  })

  test('has a line for each that leaves from an exit which is there', () => {
    expect(svg.match(/fill="none"/g)).toHaveLength(2)
  })

  test('is as large as what stands on the canvas, with a margin', () => {
    const { width, height } = drawingOf(drawFlow({ a: { block: 'answer', name: 'A' } }), 'A', () => '#fff')
    expect({ width, height }).toEqual({ width: 320, height: 42 + 30 + 80 })
    expect(draw(emptyDocument())).toContain('viewBox="0 0 80 80"')
  })

  test('what people wrote is never markup', () => {
    const evil = `<script>alert("1" & '2')</script>]]>`
    const picture = draw(
      drawFlow({
        a: { block: 'answer', name: evil },
        b: { block: 'play', name: `\0\u{1b}\uFFFE`, config: { message: evil } },
      }),
      evil,
    )
    expect(picture).not.toContain('<script')
    expect(picture).toContain('&lt;script&gt;')
    expect(isWellFormed(picture)).toBe(true)
  })

  test('is well-formed XML whatever is drawn', () => {
    fc.assert(
      fc.property(someDocument, fc.string({ unit: 'binary' }), (flow, title) => isWellFormed(draw(flow, title))),
    )
  })

  test('of 1,000 blocks is drawn in a moment', () => {
    const message = 'Welcome to the harbour office. For sales, press 1. For support, press 2. '.repeat(10)
    const many = drawFlow(
      Object.fromEntries(
        Array.from({ length: 1_000 }, (_, i) => [
          `b${i}`,
          { block: 'gather', name: `Menu ${i}`, config: { message, keys: ['1', '2'] }, to: { none: `b${i + 1}` } },
        ]),
      ),
    )
    draw(many)
    const started = performance.now()
    expect(draw(many)).toContain('Menu 999')
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

test('a picture in pixels is twice as fine, or as fine as a browser can paint', () => {
  expect(pictureScale({ width: 800, height: 600 })).toBe(2)
  for (const size of [
    { width: 1e6, height: 100 },
    { width: 20_000, height: 20_000 },
    { width: 2e7, height: 2e7 },
  ]) {
    const scale = pictureScale(size)
    expect(Math.max(size.width, size.height) * scale).toBeLessThanOrEqual(16_000)
    expect(size.width * scale * size.height * scale).toBeLessThanOrEqual(60_000_001)
  }
})

describe('text', () => {
  test('is cut to a width', () => {
    expect(clipText('Hang up', 200, 14)).toBe('Hang up')
    const cut = clipText('x'.repeat(10_000), 200, 14)
    expect(cut).toMatch(/^x+…$/)
    expect(widthOf(cut, 14)).toBeLessThanOrEqual(200)
  })

  test('is broken between words, and in scripts without spaces between signs', () => {
    expect(wrapText('For sales, press 1. For support, press 2.', 130, 13, 3)).toEqual([
      'For sales, press 1.',
      'For support, press',
      '2.',
    ])
    expect(wrapText('欢迎致电海港办公室', 66, 13, 2)).toEqual(['欢迎致电海', '港办公室'])
    expect(wrapText('a\n\nb', 100, 13, 5)).toEqual(['a', '', 'b'])
    expect(wrapText('one two three four', 40, 13, 2)).toEqual(['one', 'two…'])
  })

  test('has nothing in it that XML can’t hold', () => {
    expect(escapeXml('a\0\ud83d😀&<>"\'')).toBe('a\uFFFD\uFFFD😀&amp;&lt;&gt;&quot;&#39;')
  })
})
