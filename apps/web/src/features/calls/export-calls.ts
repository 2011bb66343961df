import { z } from 'zod'
import { noticeStatus } from '../../app/expiry'
import { usePerson } from '../../app/person'
import { workspaceBase } from '../../app/workspace'
import type { AskedCalls } from './call-filters'

export type ExportFormat = 'csv' | 'json'
/** How many calls have come so far, of how many. */
export type ExportProgress = { done: number; total: number }

const totalSchema = z.coerce.number().int().min(0)
const faultSchema = z.object({ message: z.string() })
/** Pieces are put together to parts of this size, which browsers keep outside of the page’s memory. */
const partSize = 8 * 1024 * 1024
const lineFeed = 10

/** Fetches the calls that are asked for as a file. Throws what to tell people; ends with an `AbortError` on `signal`. */
export async function exportCalls(
  asked: AskedCalls,
  format: ExportFormat,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: ExportProgress) => void },
): Promise<{ name: string; file: Blob }> {
  const query = new URLSearchParams({ format })
  for (const [name, value] of Object.entries(asked)) query.set(name, String(value))
  const { name: person } = usePerson.getState()
  const answer = await fetch(`${workspaceBase}/files/calls?${query}`, {
    signal,
    headers: person === '' ? {} : { 'x-patchbay-person': encodeURIComponent(person) },
  })
  if (!answer.ok || !answer.body) {
    noticeStatus(answer.status)
    const fault = faultSchema.safeParse(await answer.json().catch(() => null))
    throw new Error(fault.success ? fault.data.message : 'The calls can’t be exported now. Try again.')
  }
  const total = totalSchema.parse(answer.headers.get('x-patchbay-calls'))
  const type = answer.headers.get('content-type') ?? ''
  let file = new Blob([], { type })
  let pieces: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  let lines = 0
  const reader = answer.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (value) {
      pieces.push(value)
      size += value.length
      lines += value.reduce((count, byte) => (byte === lineFeed ? count + 1 : count), 0)
      onProgress({ done: Math.min(total, Math.max(0, lines - 1)), total })
    }
    if (size >= partSize || done) {
      file = new Blob([file, ...pieces], { type })
      pieces = []
      size = 0
    }
    if (done) return { name: nameOf(answer, format), file }
  }
}

function nameOf(answer: Response, format: ExportFormat): string {
  return /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? `calls.${format}`
}
