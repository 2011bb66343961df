import { readDocument } from '@patchbay/flow/migrate'
import { useEffect, useState } from 'react'
import type { Outputs } from '../../app/trpc'
import { trpcClient } from '../../app/trpc'
import { workspaceBase } from '../../app/workspace'
import { useEditor } from './editor-context'
import { windowId } from './kept-drafts'

export type Visitor = Outputs['flows']['meet']['others'][number]

/** How often this window says that it has the flow open, in milliseconds. */
const every = 4_000

/** Who else has this flow open. What they save is shown here as well, or told as a conflict. */
export function usePresence(): readonly Visitor[] {
  const { flowId, autosave, flow } = useEditor()
  const [others, setOthers] = useState<readonly Visitor[]>([])
  useEffect(() => {
    let over = false
    const meet = async () => {
      // A window that nobody looks at asks nothing, and is soon taken for closed.
      if (document.hidden) return
      try {
        const met = await trpcClient.flows.meet.mutate({ id: flowId, windowId })
        if (over) return
        setOthers((before) => {
          const came = met.others.find(({ windowId }) => !before.some((other) => other.windowId === windowId))
          if (came) flow.say(`${came.person || 'Somebody else'} has this flow open as well.`)
          return JSON.stringify(before) === JSON.stringify(met.others) ? before : met.others
        })
        if (met.revision <= autosave.getState().revision) return
        const loaded = await trpcClient.flows.get.query({ id: flowId })
        const read = readDocument(loaded.document)
        if (!over && read.ok) autosave.meet({ ...loaded, document: read.document })
      } catch {
        // Without the server nobody is met; the save says that it is away.
        if (!over) setOthers([])
      }
    }
    void meet()
    // A window that closes waits for nothing, so the request has to outlive it: tRPC's links can't be told to.
    const part = () =>
      void fetch(`${workspaceBase}/trpc/flows.part`, {
        method: 'POST',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id: flowId, windowId }),
      }).catch(() => {})
    addEventListener('pagehide', part)
    const timer = setInterval(() => void meet(), every)
    const onShow = () => void meet()
    document.addEventListener('visibilitychange', onShow)
    return () => {
      over = true
      part()
      clearInterval(timer)
      removeEventListener('pagehide', part)
      document.removeEventListener('visibilitychange', onShow)
    }
  }, [flowId, autosave, flow])
  return others
}
