import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Outputs, queryClient, sentenceOf, trpc } from '../../app/trpc'

type Part = Outputs['callers']['forget']

export type Progress = {
  state: 'working' | 'done' | 'stopped' | 'failed'
  removed: Part['removed']
  looked: number
  underWay: number
  fault: string
}

const nothing: Progress = {
  state: 'working',
  removed: { calls: 0, events: 0, recordings: 0, counts: 0, alerts: 0, mentions: 0 },
  looked: 0,
  underWay: 0,
  fault: '',
}

/** Removes a caller's data part by part, and tells how far it is. It can be stopped between two parts, and begun again. */
export function useForgetCaller() {
  const [progress, setProgress] = useState<Progress | null>(null)
  const going = useRef(false)
  const { mutateAsync } = useMutation(trpc.callers.forget.mutationOptions({ meta: { quiet: true } }))

  async function forget(number: string): Promise<void> {
    going.current = true
    let now: Progress = { ...(progress ?? nothing), state: 'working', fault: '', looked: 0 }
    setProgress(now)
    try {
      for (let after: string | null = null; going.current; ) {
        const part: Part = await mutateAsync({ number, confirm: number, after })
        after = part.after
        now = added(now, part)
        setProgress(now)
        if (part.done) {
          await queryClient.invalidateQueries(trpc.calls.pathFilter())
          return
        }
      }
      setProgress({ ...now, state: 'stopped' })
    } catch (error) {
      setProgress({ ...now, state: 'failed', fault: sentenceOf(error) })
    }
  }

  return {
    forget,
    progress,
    stop: () => {
      going.current = false
    },
  }
}

function added(before: Progress, { removed, looked, underWay, done }: Part): Progress {
  const sum = { ...before.removed }
  sum.calls += removed.calls
  sum.events += removed.events
  sum.recordings += removed.recordings
  sum.counts += removed.counts
  sum.alerts += removed.alerts
  sum.mentions += removed.mentions
  return { ...before, state: done ? 'done' : 'working', removed: sum, looked: before.looked + looked, underWay }
}
