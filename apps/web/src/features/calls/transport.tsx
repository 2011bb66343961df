import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { Select } from '@patchbay/ui/select'
import { Pause, Play, Radio, SkipBack, SkipForward } from 'lucide-react'
import { length } from '../../app/moment'
import { type Player, type PlayerAction, speeds, type TimeAxis } from './player'

export type TransportProps = {
  axis: TimeAxis
  player: Player
  act: (action: PlayerAction) => void
  /** What is looked at, in words. */
  words: string
  live: boolean
}

const speedOptions = speeds.map((speed) => ({ value: String(speed), label: `${speed}×` }))
const mostMarks = 100

/** Plays a call again: step by step, in its own time or faster, from anywhere. */
export function Transport({ axis, player, act, words, live }: TransportProps) {
  const { at, position, playing, following, speed } = player
  const last = axis.starts.length - 1
  const elapsed = `${length(position)} of ${length(axis.end)}`
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-1 border-t border-line bg-panel px-2 py-2 sm:px-3">
      <fieldset className="contents">
        <legend className="sr-only">Replay</legend>
        <IconButton
          label="One step back"
          icon={SkipBack}
          disabled={at <= 0}
          onClick={() => act({ do: 'choose', at: at - 1 })}
        />
        <IconButton
          label={playing ? 'Pause' : 'Play'}
          icon={playing ? Pause : Play}
          disabled={last < 0}
          onClick={() => act({ do: playing ? 'pause' : 'play' })}
        />
        <IconButton
          label="One step on"
          icon={SkipForward}
          disabled={at >= last}
          onClick={() => act({ do: 'choose', at: at + 1 })}
        />
        <div className="relative mx-1 min-w-16 flex-1 sm:mx-2">
          <Marks axis={axis} />
          <input
            type="range"
            aria-label="Time in the call"
            aria-valuetext={`${elapsed}: ${words}`}
            min={0}
            max={Math.max(axis.end, 1)}
            step={100}
            value={position}
            onChange={(event) => act({ do: 'seek', position: Number(event.target.value) })}
            className="relative block h-6 w-full accent-focus"
          />
        </div>
        <span className="text-[13px] text-soft tabular-nums max-sm:text-xs">
          {length(position)} / {length(axis.end)}
        </span>
        <div className="w-20">
          <Select
            aria-label="Speed"
            value={String(speed)}
            options={speedOptions}
            onChange={(value) => act({ do: 'speed', speed: Number(value) })}
          />
        </div>
        {live && !following ? (
          <Button size="small" icon={Radio} onClick={() => act({ do: 'choose', at: last })}>
            Now
          </Button>
        ) : null}
      </fieldset>
    </div>
  )
}

/** Where something happened. */
function Marks({ axis: { starts, end } }: { axis: TimeAxis }) {
  if (end === 0) return null
  const places = new Set(starts.map((start) => Math.round((start / end) * mostMarks)))
  return (
    <div aria-hidden className="absolute inset-x-2 top-0 h-1.5">
      {[...places].map((place) => (
        <span
          key={place}
          className="absolute h-1.5 w-px bg-control"
          style={{ left: `${(place / mostMarks) * 100}%` }}
        />
      ))}
    </div>
  )
}
