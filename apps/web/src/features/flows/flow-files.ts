import type { NamedFlow } from '@patchbay/flow/flow-file'
import { download, fileNameOf } from '../../app/download'
import { trpcClient } from '../../app/trpc'

/** No file of flows is larger, in bytes: more is refused before it is opened. */
const largestFile = 18_000_000

export type ReadFiles = { ok: true; flows: NamedFlow[] } | { ok: false; message: string }

/**
 * Reads the flows of some files, all of them or none; `message` says which file can't be read, and where in it. What can
 * be sent to the server at once is made sure of here, so that nothing is sent in vain.
 */
export async function readFiles(files: readonly File[]): Promise<ReadFiles> {
  // The format is only needed here: the list of flows comes without it.
  const { flowFileLimits, readFlowFile } = await import('@patchbay/flow/flow-file')
  const flows: NamedFlow[] = []
  for (const file of files) {
    if (file.size > largestFile)
      return refused(
        file,
        `This file is too large: it has ${megabytes(file.size)}, and a file of flows at most ${megabytes(largestFile)}.`,
      )
    const text = await textOf(file)
    if (text === null) return refused(file, 'The browser could not open this file. Was it moved?')
    const read = readFlowFile(text, file.name.replace(/(\.flow)?\.json$/i, '').slice(0, 80))
    if (!read.ok) return refused(file, read.message)
    flows.push(...read.flows)
  }
  if (flows.length > flowFileLimits.flows)
    return {
      ok: false,
      message: `These files have ${flows.length} flows; at most ${flowFileLimits.flows} can come in at once. Choose fewer files.`,
    }
  if (new Blob([JSON.stringify(flows)]).size > flowFileLimits.bytes)
    return {
      ok: false,
      message: `${files.length === 1 ? 'This file has' : 'These files have'} more than can come in at once (${megabytes(flowFileLimits.bytes)} of flows). Bring the flows in with several smaller files.`,
    }
  return { ok: true, flows }
}

/** Has the browser keep some flows' drafts, as they are saved now, as one file. */
export async function exportFlows(ids: readonly string[]): Promise<void> {
  const [{ flows }, { writeFlowFile }] = await Promise.all([
    trpcClient.flows.export.query({ ids: [...ids] }),
    import('@patchbay/flow/flow-file'),
  ])
  const [first, ...more] = flows
  const name = first && more.length === 0 ? fileNameOf(first.name) : 'patchbay'
  download(`${name}.flow.json`, new Blob([writeFlowFile(flows)], { type: 'application/json' }))
}

async function textOf(file: File): Promise<string | null> {
  try {
    return await file.text()
  } catch {
    return null
  }
}

function refused(file: File, message: string): ReadFiles {
  return { ok: false, message: `“${file.name}” can’t be imported. ${message}` }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}
