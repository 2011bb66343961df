import { z } from 'zod'
import { noticeStatus } from '../../app/expiry'
import { usePerson } from '../../app/person'
import { workspaceBase } from '../../app/workspace'

const previewSchema = z.object({
  columns: z.array(z.object({ name: z.string(), phone: z.boolean() })),
  rows: z.array(z.array(z.string())),
})
const importedSchema = z.object({ id: z.string(), name: z.string(), rowCount: z.number() })
const problemsSchema = z.object({
  problems: z.array(z.object({ row: z.number(), message: z.string() })),
  more: z.number(),
})
const refusalSchema = z.object({ message: z.string(), details: z.unknown() })

/** What the beginning of a file holds. `phone`: nearly all that stands in the column are phone numbers. */
export type Preview = z.infer<typeof previewSchema>

/** Which column holds the keys, and what they are. */
export type KeyChoice = { column: string; keyKind: 'text' | 'phone' }

export type Target = { type: 'new'; name: string; key: string } | { type: 'table'; id: string }

/** A file that was not taken. `rows`: which of its rows are faulty, and how many more. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal'
  constructor(
    message: string,
    readonly rows: z.infer<typeof problemsSchema> | null,
  ) {
    super(message)
  }
}

/** What the browser offers to choose from. */
export const tableFiles = '.csv,.tsv,.txt,text/csv'

const previewed = 256 * 1024
const unreachable = 'The server can’t be reached. Check that Patchbay is running, then try again.'

/** Asks the server what a file holds, by its beginning. Rejects with a `FileRefusal`. */
export async function previewFile(file: File): Promise<Preview> {
  const start = new Uint8Array(await file.slice(0, previewed).arrayBuffer())
  // A longer file is cut between two lines, never within a character.
  const end = file.size > previewed ? start.lastIndexOf(10) + 1 || start.length : start.length
  return previewSchema.parse(await send('POST', '/preview', start.subarray(0, end)))
}

/** Makes a table of a file, or replaces a table's rows by it. Rejects with a `FileRefusal`; then nothing has changed. */
export async function importFile(
  file: File,
  target: Target,
  { column, keyKind }: KeyChoice,
  signal: AbortSignal,
): Promise<z.infer<typeof importedSchema>> {
  const choice = { column, keyKind }
  const [method, path, query] =
    target.type === 'new'
      ? ['POST', '', { name: target.name, key: target.key, ...choice }]
      : ['PUT', `/${target.id}`, choice]
  return importedSchema.parse(await send(method, `${path}?${new URLSearchParams(query)}`, file, signal))
}

/** Where a table's rows are to be had as a file. */
export function downloadAddress(id: string): string {
  return `${workspaceBase}/files/tables/${id}`
}

async function send(method: string, path: string, body: BodyInit, signal?: AbortSignal): Promise<unknown> {
  const { name } = usePerson.getState()
  const headers = { 'content-type': 'text/csv', 'x-patchbay-person': encodeURIComponent(name) }
  let answer: Response
  let said: unknown
  try {
    answer = await fetch(`${workspaceBase}/files/tables${path}`, {
      method,
      headers,
      body,
      ...(signal ? { signal } : {}),
    })
    said = await answer.json()
  } catch {
    throw new FileRefusal(unreachable, null)
  }
  if (answer.ok) return said
  noticeStatus(answer.status)
  const refusal = refusalSchema.safeParse(said)
  const rows = problemsSchema.safeParse(refusal.data?.details)
  throw new FileRefusal(refusal.data?.message ?? unreachable, rows.data ?? null)
}
