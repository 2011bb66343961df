import type { IncomingHttpHeaders } from 'node:http'
import type { ByteRange } from '@patchbay/api/storage/file-storage'
import parseRange from 'range-parser'

/**
 * The part of a file that is asked for; null for the whole. Several parts at once, which no player asks for, are answered with
 * the whole, as is a part of what the asker knows in another state (RFC 9110, 13.1.5 and 14.2).
 */
export function wantedRange(
  headers: IncomingHttpHeaders,
  { bytes, etag }: { bytes: number; etag: string },
): ByteRange | 'unsatisfiable' | null {
  const { range } = headers
  const condition = headers['if-range']
  if (range === undefined || (condition !== undefined && condition !== etag)) return null
  const parts = parseRange(bytes, range, { combine: true })
  if (parts === -1) return 'unsatisfiable'
  if (parts === -2 || parts.type !== 'bytes') return null
  const [part, ...more] = parts
  return part === undefined || more.length > 0 ? null : { start: part.start, end: part.end }
}
