import type { FlowDocument } from '@patchbay/flow/document'
import { writeFlowFile } from '@patchbay/flow/flow-file'
import { download, fileNameOf } from '../../app/download'
import { drawingOf, type Palette, svgOf } from './flow-drawing'
import { pictureScale } from './picture-scale'

/** What is drawn, and what people call it. */
type Named = { document: FlowDocument; name: string }

/** Has the browser keep the flow as it is drawn now, saved or not, as a file that any Patchbay reads. */
export function exportFlow(flow: Named): void {
  download(`${fileNameOf(flow.name)}.flow.json`, new Blob([writeFlowFile([flow])], { type: 'application/json' }))
}

/** Has the browser keep a picture of the flow that stays sharp at any size, in the colours that are seen now. */
export function saveSvg({ document, name }: Named): void {
  const svg = svgOf(drawingOf(document, name, paletteNow()))
  download(`${fileNameOf(name)}.svg`, new Blob([svg], { type: 'image/svg+xml' }))
}

/** Has the browser keep a picture of the flow in pixels. Resolves to a sentence where it can't be painted. */
export async function savePng({ document, name }: Named): Promise<string | null> {
  const drawing = drawingOf(document, name, paletteNow())
  const scale = pictureScale(drawing)
  const address = URL.createObjectURL(new Blob([svgOf(drawing, scale)], { type: 'image/svg+xml' }))
  const png = await paint(address, drawing.width * scale, drawing.height * scale).catch(() => null)
  URL.revokeObjectURL(address)
  if (!png) return 'The browser could not paint a picture of this flow. Save it as SVG instead.'
  download(`${fileNameOf(name)}.png`, png)
  return null
}

/** Rejects, or resolves to null, where a picture is too large for the browser. */
async function paint(address: string, width: number, height: number): Promise<Blob | null> {
  const image = new Image()
  image.src = address
  await image.decode()
  const sheet = document.createElement('canvas')
  sheet.width = Math.max(1, Math.floor(width))
  sheet.height = Math.max(1, Math.floor(height))
  sheet.getContext('2d')?.drawImage(image, 0, 0, sheet.width, sheet.height)
  return new Promise((resolve) => sheet.toBlob(resolve, 'image/png'))
}

function paletteNow(): Palette {
  const style = getComputedStyle(document.documentElement)
  return (ink) => style.getPropertyValue(`--${ink}`).trim()
}
