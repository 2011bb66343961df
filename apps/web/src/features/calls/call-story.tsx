import { Tabs } from '@patchbay/ui/tabs'
import { clsx } from 'clsx'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import type { Outputs } from '../../app/trpc'
import { useNarrow } from '../editor/use-narrow'
import { CallActions } from './call-actions'
import { CallFoot } from './call-foot'
import { CallersHidden } from './callers-hidden'
import { momentOfBlock } from './moment-of-block'
import { timeAxis } from './player'
import { RingingNotice } from './ringing-notice'
import { StepsList } from './steps-list'
import { type Moment, timelineOf } from './timeline'
import { Transport } from './transport'
import { usePlayer } from './use-player'
import { WalkedCanvas } from './walked-canvas'
import type { WalkedFlows } from './walked-flows'

export type CallStoryProps = { whole: Outputs['calls']['get']; flows: WalkedFlows; large: boolean }

/** A call's steps beside the flow that it walked, and its replay; the three stay together. */
export function CallStory({ whole, flows, large }: CallStoryProps) {
  const { call, events } = whole
  const narrow = useNarrow()
  const [tab, setTab] = useState('steps')
  const { moments, path } = useMemo(() => timelineOf(call, events, flows), [call, events, flows])
  const axis = useMemo(() => timeAxis(moments, call.endedAt), [moments, call.endedAt])
  const first = useLinkedMoment(moments)
  const { player, act } = usePlayer(axis, first)
  const { at } = player
  const moment = moments[at]
  const live = call.phase !== 'over'
  const choose = useCallback((index: number) => act({ do: 'choose', at: index }), [act])
  // While it plays, only the bar below moves from frame to frame: the rest stays as it is until the next moment.
  const chooseBlock = useCallback(
    (block: { flow: string; node: string }) => {
      const found = momentOfBlock(moments, path, block, at)
      if (found !== null) choose(found)
    },
    [moments, path, at, choose],
  )
  const foot = useMemo(
    () => <CallFoot call={call} events={events} moments={moments} flows={flows} />,
    [call, events, moments, flows],
  )
  const steps = (
    <StepsList callId={call.id} moments={moments} at={at} over={!live} onChoose={choose}>
      {foot}
    </StepsList>
  )
  const canvas = <WalkedCanvas flows={flows} path={path} moment={moment} onChoose={chooseBlock} />
  return (
    <>
      <div className="grid shrink-0 gap-2 border-b border-line px-4 py-2">
        <CallActions whole={whole} flows={flows} moment={moment} />
        <CallersHidden />
        <RingingNotice callId={call.id} />
      </div>
      <p role="status" className="sr-only">
        {moment ? wordsOf(moment) : ''}
      </p>
      {narrow ? (
        <Tabs
          label="Views of the call"
          value={tab}
          onChange={setTab}
          className="flex-1"
          tabs={[
            { value: 'steps', label: 'Steps', content: steps },
            { value: 'flow', label: 'On the flow', content: canvas },
          ]}
        />
      ) : (
        <Beside large={large} canvas={canvas} steps={steps} />
      )}
      <Transport axis={axis} player={player} act={act} words={moment ? wordsOf(moment) : ''} live={live} />
    </>
  )
}

function Beside({ large, canvas, steps }: { large: boolean; canvas: ReactNode; steps: ReactNode }) {
  return (
    <div className={clsx('flex min-h-0 flex-1', large ? 'flex-row' : 'flex-col')}>
      <div className={clsx('min-h-0 min-w-0', large ? 'flex-1' : 'h-[230px] shrink-0 border-b border-line')}>
        {canvas}
      </div>
      <div className={clsx('flex min-h-0 flex-col', large ? 'w-[440px] border-l border-line' : 'flex-1')}>{steps}</div>
    </div>
  )
}

/** The first moment of the event that the page's address names (`?at=12`), which then goes from the address; null where none does. */
function useLinkedMoment(moments: readonly Moment[]): number | null {
  const [search, setSearch] = useSearchParams()
  const [linked] = useState(() => {
    const seq = Number(search.get('at') ?? Number.NaN)
    const index = moments.findIndex((moment) => moment.seq >= seq)
    return index < 0 ? null : index
  })
  const named = search.has('at')
  useEffect(() => {
    if (!named) return
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.delete('at')
        return next
      },
      { replace: true },
    )
  }, [named, setSearch])
  return linked
}

function wordsOf({ title, pressed, where }: Moment): string {
  return [title, pressed, where && `in “${where}”`].filter(Boolean).join(' ')
}
