import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { queryClient, sentenceOf, trpc } from '../../app/trpc'
import { readFiles } from './flow-files'

export type Import = {
  /** Makes a new flow of every flow in the files, or of none. */
  take: (files: readonly File[]) => Promise<void>
  busy: boolean
  /** Why the last files were refused, and where the fault is. */
  refusal: string | null
  dismiss: () => void
}

/** Bringing flows in from files. Says in a toast what came in, with a way to open it. */
export function useImport(): Import {
  const [, go] = useLocation()
  const [reading, setReading] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const send = useMutation(
    trpc.flows.import.mutationOptions({
      meta: { quiet: true },
      onError: (error) => setRefusal(sentenceOf(error)),
      onSuccess: async ({ flows }) => {
        await queryClient.invalidateQueries(trpc.flows.list.pathFilter())
        const [first, ...more] = flows
        if (!first) return
        toast.success(more.length === 0 ? `“${first.name}” is imported.` : `${flows.length} flows are imported.`, {
          action: {
            label: more.length === 0 ? 'Open it' : `Open “${first.name}”`,
            onClick: () => go(`/flows/${first.id}`),
          },
        })
      },
    }),
  )
  const take = async (files: readonly File[]) => {
    if (files.length === 0) return
    setRefusal(null)
    setReading(true)
    const read = await readFiles(files).catch(() => null)
    setReading(false)
    if (read === null)
      setRefusal('A part of this page could not be loaded. Check that Patchbay is running, then try again.')
    else if (read.ok) send.mutate({ flows: read.flows })
    else setRefusal(read.message)
  }
  return { take, busy: reading || send.isPending, refusal, dismiss: () => setRefusal(null) }
}
