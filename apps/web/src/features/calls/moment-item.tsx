import { isEffect } from '@patchbay/flow/command'
import { Dot } from '@patchbay/ui/dot'
import { Kbd } from '@patchbay/ui/kbd'
import { clsx } from 'clsx'
import { memo } from 'react'
import { exactClock, exactly } from '../../app/moment'
import { factWords } from './fact-words'
import { ParamsList } from './params-list'
import { Recording } from './recording'
import type { Moment } from './timeline'

export type MomentItemProps = {
  moment: Moment
  callId: string
  index: number
  /** It is the one that is looked at. */
  current: boolean
  /** The list is entered here by Tab. */
  tabStop: boolean
  /** Nothing is asked of the call any more: its recordings may go. */
  over: boolean
  onChoose: (index: number) => void
}

/** One line of a call's story, after what lies between it and the one before; what was asked and answered is folded away. */
export const MomentItem = memo(function MomentItem({
  moment,
  callId,
  index,
  current,
  tabStop,
  over,
  onChoose,
}: MomentItemProps) {
  const { at, tone, title, pressed, where, details, remedy, recording, gap } = moment
  const said = [...(where ? [`in “${where}”`] : []), ...details]
  return (
    <>
      {gap ? (
        <p className={clsx('pb-2 pl-[78px] text-xs', gap.silent ? 'font-medium text-warn' : 'text-faint')}>
          {gap.words}
        </p>
      ) : null}
      <div
        className={clsx(
          'grid grid-cols-[58px_10px_minmax(0,1fr)] gap-2 rounded-control border-l-2 py-1 pl-1 text-[13.5px]',
          current ? 'border-focus bg-bg' : 'border-transparent',
        )}
      >
        <time dateTime={at} title={`${exactly(at)} · ${at}`} className="pt-px text-xs text-faint tabular-nums">
          {exactClock(at)}
        </time>
        <Dot tone={tone} className="mt-1.5" />
        <div className="min-w-0 wrap-anywhere">
          <button
            type="button"
            data-moment={index}
            data-seq={moment.seq}
            aria-current={current ? 'step' : undefined}
            tabIndex={tabStop ? 0 : -1}
            onClick={() => onChoose(index)}
            className={clsx('block w-full rounded text-left', remedy && 'text-bad')}
          >
            {title} {pressed ? <Kbd>{pressed}</Kbd> : null}
          </button>
          {said.length > 0 ? <p className="text-[13px] text-soft">{said.join(' · ')}</p> : null}
          {remedy ? <p className="text-[13px] text-soft">{remedy}</p> : null}
          {recording ? (
            <Recording callId={callId} seq={moment.seq} title={title} state={recording} mayDelete={over} />
          ) : null}
          <Details moment={moment} tabStop={tabStop} />
        </div>
      </div>
    </>
  )
})

function Details({ moment: { request, answer, facts }, tabStop }: { moment: Moment; tabStop: boolean }) {
  const parts = [
    ...(facts ? [{ name: 'Looked up', params: factWords(facts) }] : []),
    ...(request ? [{ name: 'Asked', params: { ...request, type: undefined } }] : []),
    ...(answer ? [{ name: 'Answered', params: answer }] : []),
  ]
  const [first] = parts
  if (!first) return null
  const who = request && isEffect(request) ? 'Done by Patchbay' : 'Asked of the carrier'
  return <ParamsList title={request ? `${who}: ${request.type}` : first.name} parts={parts} tabStop={tabStop} />
}
