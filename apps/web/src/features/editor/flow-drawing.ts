import type { BlockGroup, Exit } from '@patchbay/flow/block'
import type { FlowDocument, FlowGroup, FlowNode, FlowNote, Position } from '@patchbay/flow/document'
import { exitsIn } from './after-call'
import { cardLayout, heightOf, summaryLines } from './card-size'
import { clipText, escapeXml, widthOf, wrapText } from './fitted-text'
import { blockOf, linesOf, nameOf } from './flow-index'
import { cardWidth } from './new-block'

export type Ink =
  | 'canvas'
  | 'panel'
  | 'line'
  | 'control'
  | 'ink'
  | 'soft'
  | 'bg'
  | 'bad'
  | 'note'
  | 'note-line'
  | 'note-ink'
  | `block-${BlockGroup}`

/** The colours of a picture by the theme's names, as CSS writes them. */
export type Palette = (ink: Ink) => string

/** A picture as SVG: what stands in it, and its size in the canvas' pixels. */
export type Drawing = { width: number; height: number; title: string; paper: string; body: string }

const { head, row, side, words } = cardLayout
const margin = 40
const nameSize = 14
/** How much wider bold letters are. */
const wider = 1.15
const exitSize = 12.5

type Card = Position & { node: FlowNode; exits: readonly Exit[]; height: number; summary: readonly string[] }
type Box = Position & { width: number; height: number }

/**
 * Draws a flow as it stands on the canvas: cards with what they say and their exits, lines, notes and groups. Pure and in
 * one pass, so it takes as long for a thousand blocks as the text it writes. Everything people wrote is escaped.
 */
export function drawingOf(document: FlowDocument, title: string, palette: Palette): Drawing {
  const cards = new Map(Object.entries(document.nodes).map(([id, node]) => [id, cardOf(document, id, node)]))
  const { groups, notes } = document.ui
  const boxes = [
    ...[...cards.values()].map((card): Box => ({ ...card, width: cardWidth })),
    ...Object.values(groups),
    ...Object.values(notes),
  ]
  const frame = frameOf(boxes)
  const leaving = linesOf(document)
  const parts = [
    ...Object.values(groups).map((group) => drawGroup(group, palette)),
    ...Object.values(document.edges).map(({ from, exit, to }) =>
      drawLine(cards.get(from), exit, cards.get(to), palette),
    ),
    ...[...cards].map(([id, card]) => drawCard(card, new Set(leaving.get(id)?.keys()), palette)),
    ...Object.values(notes).map((note) => drawNote(note, palette)),
  ]
  return {
    width: frame.width,
    height: frame.height,
    title,
    paper: palette('canvas'),
    body: `<g transform="translate(${short(-frame.x)} ${short(-frame.y)})">\n${parts.filter((part) => part !== '').join('\n')}\n</g>`,
  }
}

/** A drawing as the text of an SVG file. `scale`: how many pixels stand for one of the canvas'. */
export function svgOf({ width, height, title, paper, body }: Drawing, scale = 1): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${short(width * scale)}" height="${short(height * scale)}" viewBox="0 0 ${short(width)} ${short(height)}" font-family="ui-sans-serif, system-ui, 'Segoe UI', Roboto, sans-serif">
<title>${escapeXml(title)}</title>
<rect width="100%" height="100%" fill="${escapeXml(paper)}"/>
${body}
</svg>
`
}

function cardOf(document: FlowDocument, id: string, node: FlowNode): Card {
  const summary = summaryLines(node)
  const exits = exitsIn(document, id)
  return { ...(document.ui.positions[id] ?? { x: 0, y: 0 }), node, exits, height: heightOf(node, summary), summary }
}

/** Loops, since a list of thousands is too long for the arguments of `Math.min`. */
function frameOf(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 2 * margin, height: 2 * margin }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return { x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin }
}

function drawCard({ x, y, node, exits, height, summary }: Card, led: ReadonlySet<string>, palette: Palette): string {
  const group = blockOf(node)?.group
  const parts = [
    `<rect width="${cardWidth}" height="${height}" rx="12" ${fill(palette('panel'))} ${stroke(palette('line'))}/>`,
    `<rect x="${side}" y="10" width="24" height="24" rx="7" ${group ? fill(palette(`block-${group}`)) : `${fill(palette('bg'))} ${stroke(palette('line'))}`}/>`,
    written(nameOf(node), {
      x: side + 34,
      y: 27,
      width: cardWidth - 2 * side - 34,
      size: nameSize,
      ink: palette('ink'),
      bold: 600,
    }),
    ...summary.map((line, index) =>
      written(line, { x: side, y: head + 13 + index * words.height, size: words.size, ink: palette('soft') }),
    ),
  ]
  let top = height - exits.length * row
  for (const exit of exits) {
    const open = !led.has(exit.name) && !exit.optional
    const keyWidth = exit.key === undefined ? 0 : widthOf(exit.key, 12) + 12
    const left = side + (keyWidth > 0 ? keyWidth + 8 : 0)
    parts.push(
      `<path d="M0 ${top}H${cardWidth}" ${stroke(palette('line'))}/>`,
      ...(exit.key === undefined
        ? []
        : [
            `<rect x="${side}" y="${top + 6}" width="${short(keyWidth)}" height="18" rx="5" ${fill(palette('bg'))} ${stroke(palette('line'))}/>`,
            written(exit.key, { x: side + 6, y: top + 19.5, size: 12, ink: palette('ink'), bold: 600 }),
          ]),
      written(exit.label, {
        x: left,
        y: top + 19.5,
        width: cardWidth - left - side,
        size: exitSize,
        ink: open ? palette('bad') : palette('soft'),
      }),
      `<circle cx="${cardWidth}" cy="${top + row / 2}" r="5" ${fill(palette('panel'))} ${stroke(open ? palette('bad') : palette('control'), 2)}/>`,
    )
    top += row
  }
  return `<g transform="translate(${short(x)} ${short(y)})">${parts.join('')}</g>`
}

/** From beside its exit to beside the name of where it leads; nothing where one of them is gone. */
function drawLine(from: Card | undefined, exit: string, to: Card | undefined, palette: Palette): string {
  if (!from || !to) return ''
  const { exits } = from
  const index = exits.findIndex(({ name }) => name === exit)
  if (index < 0) return ''
  const start = { x: from.x + cardWidth, y: from.y + from.height - (exits.length - index - 0.5) * row }
  const end = { x: to.x, y: to.y + head / 2 }
  const ahead = end.x - start.x
  const reach = ahead >= 0 ? ahead / 2 : 6 * Math.sqrt(-ahead)
  const points = [start.x, start.y, start.x + reach, start.y, end.x - reach, end.y, end.x, end.y].map(short)
  const [x1, y1, ...curve] = points
  return `<path d="M${x1} ${y1}C${curve.join(' ')}" fill="none" ${stroke(palette('control'), 1.6)}/>`
}

function drawNote({ x, y, width, height, text }: FlowNote, palette: Palette): string {
  const [inside, line] = [10, 18]
  const most = Math.max(1, Math.floor((height - 2 * inside) / line))
  const lines = wrapText(text, width - 2 * inside, words.size, most)
  const said = lines.map((part, index) =>
    written(part, { x: inside, y: inside + 13 + index * line, size: words.size, ink: palette('note-ink') }),
  )
  return `<g transform="translate(${short(x)} ${short(y)})"><rect width="${short(width)}" height="${short(height)}" rx="6" ${fill(palette('note'))} ${stroke(palette('note-line'))}/>${said.join('')}</g>`
}

function drawGroup({ x, y, width, height, title }: FlowGroup, palette: Palette): string {
  const called = written(title, {
    x: side,
    y: 23,
    width: width - 2 * side,
    size: nameSize,
    ink: palette('soft'),
    bold: 600,
  })
  return `<g transform="translate(${short(x)} ${short(y)})"><rect width="${short(width)}" height="${short(height)}" rx="12" ${fill(palette('soft'))} fill-opacity="0.06" ${stroke(palette('line'))}/>${called}</g>`
}

type Writing = Position & { size: number; ink: string; width?: number; bold?: number }

/** A line of text; cut where it is wider than `width`. */
function written(text: string, { x, y, size, ink, width, bold }: Writing): string {
  if (text === '') return ''
  const shown = width === undefined ? text : clipText(text, width, bold === undefined ? size : size * wider)
  // A text that was cut is whole for whoever hovers, searches or listens.
  const whole = shown === text ? '' : `<title>${escapeXml(text)}</title>`
  const weight = bold === undefined ? '' : ` font-weight="${bold}"`
  return `<text x="${short(x)}" y="${short(y)}" font-size="${size}"${weight} xml:space="preserve" ${fill(ink)}>${whole}${escapeXml(shown)}</text>`
}

function fill(colour: string): string {
  return `fill="${escapeXml(colour)}"`
}

function stroke(colour: string, width = 1): string {
  return `stroke="${escapeXml(colour)}" stroke-width="${width}"`
}

function short(number: number): number {
  return Math.round(number * 10) / 10
}
