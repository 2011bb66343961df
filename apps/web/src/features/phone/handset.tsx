import { Button } from '@patchbay/ui/button'
import { Dot } from '@patchbay/ui/dot'
import { EmptyState } from '@patchbay/ui/empty-state'
import { IconButton } from '@patchbay/ui/icon-button'
import { Notice } from '@patchbay/ui/notice'
import { useQuery } from '@tanstack/react-query'
import { PhoneOff, Volume2, VolumeX } from 'lucide-react'
import { useCallback } from 'react'
import { Link } from 'wouter'
import { length, useNow } from '../../app/moment'
import { writeNumber } from '../../app/phone-number'
import { trpc } from '../../app/trpc'
import { Conversation } from './conversation'
import { DialForm } from './dial-form'
import { Keypad } from './keypad'
import { useLine, useLiveLine } from './line'
import { OtherPhone } from './other-phone'
import type { PhoneCall } from './simulator-control'
import { useSound, useSpeech } from './use-speech'

/** A phone that rings our numbers over the simulated carrier. With a real carrier, one's own phone does that. */
export function Handset() {
  const info = useQuery(trpc.system.info.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  if (info.isPending) return null
  if (info.data?.simulator) return <SimulatedHandset />
  return (
    <EmptyState icon={PhoneOff} title="Use your own phone">
      This Patchbay is connected to a real carrier. Ring one of your <Link href="/numbers">numbers</Link> from any phone
      and watch the call under <Link href="/calls">Calls</Link>. The handset is here when Patchbay runs with its
      simulator.
    </EmptyState>
  )
}

function SimulatedHandset() {
  useLiveLine()
  const { call, ringingOut, status, busy, settleLeg, clear } = useLine()
  useSpeech(call)
  const others = ringingOut.filter((other) => other.session !== call?.session)
  return (
    <div className="flex h-full min-h-0 flex-col gap-3">
      {status === 'lost' ? <Notice kind="warn">The line to the simulator is down; trying again…</Notice> : null}
      {others.map((other) => (
        <OtherPhone
          key={other.session}
          title={`${writeNumber(other.dest || other.to)} rings`}
          about="A flow of yours calls this phone. Answer it to hear what it says."
          answer="Answer"
          busy={busy}
          onSettle={(outcome) => void settleLeg(other.session, outcome)}
        />
      ))}
      {call ? <OnTheLine call={call} /> : <DialForm />}
      {call?.state === 'ended' ? (
        <Button variant="primary" onClick={clear}>
          Another call
        </Button>
      ) : null}
    </div>
  )
}

function OnTheLine({ call }: { call: PhoneCall }) {
  const { press, hangUp, settleLeg, busy } = useLine()
  const ended = call.state === 'ended'
  const pressKey = useCallback((key: string) => void press(key), [press])
  const rings = !ended && call.leg === 'ringing'
  return (
    <>
      <CallBar call={call} />
      <Conversation call={call} />
      {rings ? (
        <OtherPhone
          title="The other phone rings"
          about="The call is being connected. Say how the other phone takes it."
          answer="Answer"
          busy={busy}
          onSettle={(outcome) => void settleLeg(call.session, outcome)}
        />
      ) : null}
      {ended ? null : (
        <>
          <Keypad disabled={call.state !== 'ongoing'} onPress={pressKey} />
          <Button variant="danger" icon={PhoneOff} disabled={busy} onClick={() => void hangUp('caller')}>
            Hang up
          </Button>
          {call.running === 'transfer' && call.leg === 'answered' ? (
            <Button disabled={busy} onClick={() => void hangUp('dest')}>
              The other side hangs up
            </Button>
          ) : null}
        </>
      )}
    </>
  )
}

const states = { ringing: 'Ringing', ongoing: 'On the line', ended: 'Ended' } as const

function CallBar({ call }: { call: PhoneCall }) {
  const { muted, toggle } = useSound()
  const other = call.direction === 'incoming' ? call.to : call.from || call.dest
  const started = call.transcript[0]?.at
  const last = call.transcript.at(-1)?.at
  const now = useNow(call.state !== 'ended')
  const end = call.state === 'ended' && last ? Date.parse(last) : now
  return (
    <div className="flex items-center gap-2.5">
      <Dot tone={call.state === 'ended' ? 'done' : 'live'} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-semibold">{writeNumber(other)}</p>
        <p className="text-[13px] text-soft tabular-nums">
          <span role="status">{states[call.state]}</span>
          {started ? ` · ${length(end - Date.parse(started))}` : ''}
        </p>
      </div>
      <IconButton
        label={muted ? 'Speak aloud' : 'Mute the voice'}
        icon={muted ? VolumeX : Volume2}
        pressed={muted}
        onClick={toggle}
      />
    </div>
  )
}
