import { z } from 'zod'
import { noticeStatus } from '../../app/expiry'
import { usePerson } from '../../app/person'
import { queryClient, trpc } from '../../app/trpc'
import { workspaceBase } from '../../app/workspace'

/** What the browser offers to choose from. */
export const promptFiles = '.mp3,.wav,audio/mpeg,audio/wav'

const mostBytes = 10 * 1024 * 1024
const refusalSchema = z.object({ message: z.string() })
const unreachable = 'The server can’t be reached. Check that Patchbay is running, then try again.'

/** Has a recording heard in a language. Rejects with a sentence; then nothing has changed. */
export async function keepRecording({ id, language }: { id: string; language: string }, file: Blob): Promise<void> {
  // Said before it is sent: ten megabytes take a while.
  if (file.size > mostBytes) throw new Error('This file is too large: the carrier plays at most 10 MB.')
  const headers = {
    'content-type': 'application/octet-stream',
    'x-patchbay-person': encodeURIComponent(usePerson.getState().name),
  }
  const answer = await fetch(`${workspaceBase}/files/prompts/${id}/${language}`, {
    method: 'POST',
    headers,
    body: file,
  }).catch(() => {
    throw new Error(unreachable)
  })
  if (!answer.ok) {
    noticeStatus(answer.status)
    const refusal = refusalSchema.safeParse(await answer.json().catch(() => null))
    throw new Error(refusal.data?.message ?? unreachable)
  }
  await refreshPrompts()
}

/** Has everything about prompts read anew. */
export function refreshPrompts(): Promise<void> {
  return queryClient.invalidateQueries(trpc.prompts.pathFilter())
}
