import { Dot } from '@patchbay/ui/dot'
import { Kbd } from '@patchbay/ui/kbd'
import { exactClock, exactly } from '../../app/moment'
import type { Moment } from './timeline'

/** One line of a call's story, with what was asked of the carrier folded away. */
export function MomentItem({ moment }: { moment: Moment }) {
  const { at, tone, title, pressed, where, details, remedy, recording, request } = moment
  const said = [...(where ? [`in “${where}”`] : []), ...details]
  return (
    <li className="grid grid-cols-[58px_10px_minmax(0,1fr)] gap-2 text-[13.5px]">
      <time dateTime={at} title={exactly(at)} className="pt-px text-xs text-faint tabular-nums">
        {exactClock(at)}
      </time>
      <Dot tone={tone} className="mt-1.5" />
      <div className="min-w-0 wrap-anywhere">
        <p className={remedy ? 'text-bad' : ''}>
          {title} {pressed ? <Kbd>{pressed}</Kbd> : null}
        </p>
        {said.length > 0 ? <p className="text-[13px] text-soft">{said.join(' · ')}</p> : null}
        {remedy ? <p className="text-[13px] text-soft">{remedy}</p> : null}
        {recording ? (
          // biome-ignore lint/a11y/useMediaCaption: a caller's own words, which nobody has written down
          <audio controls preload="none" src={recording} aria-label={title} className="mt-1.5 h-9 w-full" />
        ) : null}
        {request ? (
          <details className="mt-0.5 text-[13px] text-faint">
            <summary className="w-fit rounded hover:text-ink">Asked of the carrier: {request.type}</summary>
            <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 rounded-control border border-line bg-bg p-2 font-mono text-xs">
              {Object.entries(request)
                .filter(([name]) => name !== 'type')
                .map(([name, value]) => (
                  <div key={name} className="contents">
                    <dt className="text-faint">{name}</dt>
                    <dd className="break-words text-ink">{String(value)}</dd>
                  </div>
                ))}
              {Object.keys(request).length === 1 ? <div className="col-span-2">no parameters of its own</div> : null}
            </dl>
          </details>
        ) : null}
      </div>
    </li>
  )
}
