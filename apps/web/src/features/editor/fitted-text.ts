/** What XML can't hold, even escaped: most control characters, halves of characters, and two that are none. */
const noXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A text as it may stand in XML, between tags and in an attribute. */
export function escapeXml(text: string): string {
  return text.replace(noXml, '\uFFFD').replace(/[&<>"']/g, (sign) => signs[sign] ?? '')
}

/**
 * About how wide a text is, in pixels. A picture is drawn without a page to measure on, in whatever system font there is,
 * so this is a guess that is rather too wide.
 */
export function widthOf(text: string, size: number): number {
  let ems = 0
  for (const sign of text) ems += emsOf(sign)
  return ems * size
}

function emsOf(sign: string): number {
  if (sign >= '\u1100' && !(sign >= '\u2000' && sign < '\u2070')) return 1
  if ("ijl|!'.,:;() ".includes(sign)) return 0.32
  if ('mwMW@%'.includes(sign)) return 0.92
  if (sign >= 'A' && sign <= 'Z') return 0.7
  return 0.57
}

/** A text in one line of a width in pixels, cut with “…” where it is longer. */
export function clipText(text: string, width: number, size: number): string {
  // No line of a card holds more; the rest is not looked at, however long.
  const start = text.slice(0, 400)
  if (start === text && widthOf(text, size) <= width) return text
  let [kept, used] = ['', emsOf('…') * size]
  for (const sign of start) {
    used += emsOf(sign) * size
    if (used > width) break
    kept += sign
  }
  return `${kept.trimEnd()}…`
}

/** A text broken into at most so many lines of a width in pixels; what does not fit is cut with “…”. */
export function wrapText(text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = []
  const paragraphs = text.slice(0, most * 400).split(/\r?\n/)
  for (const paragraph of paragraphs) {
    let line = ''
    let used = 0
    // Words, and the signs of scripts that write without spaces.
    for (const [part] of paragraph.matchAll(/[^\s\u2E80-\u{10FFFF}]+\s*|[\u2E80-\u{10FFFF}]\s*|\s+/gu)) {
      const needed = widthOf(part.trimEnd(), size)
      if (line !== '' && used + needed > width) {
        lines.push(line.trimEnd())
        if (lines.length > most) return cut(lines, width, size, most)
        line = ''
        used = 0
      }
      line += part
      used += widthOf(part, size)
    }
    lines.push(line.trimEnd())
    if (lines.length > most) break
  }
  return cut(lines, width, size, most)
}

function cut(lines: readonly string[], width: number, size: number, most: number): string[] {
  return lines
    .slice(0, most)
    .map((line, index) => clipText(index === most - 1 && lines.length > most ? `${line}…` : line, width, size))
}
