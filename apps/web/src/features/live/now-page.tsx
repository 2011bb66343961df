import { Button } from '@patchbay/ui/button'
import { EmptyState } from '@patchbay/ui/empty-state'
import { Pill } from '@patchbay/ui/pill'
import { Select } from '@patchbay/ui/select'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { PhoneCall } from 'lucide-react'
import { useCallback, useMemo, useRef } from 'react'
import { useSearchParams } from 'wouter'
import { useStore } from 'zustand'
import { useNow } from '../../app/moment'
import { PageHeader } from '../../app/page-header'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { useHandset } from '../phone/handset-store'
import { CallsNav } from './calls-nav'
import { FigureCards } from './figure-cards'
import { FollowBar } from './follow-bar'
import { LiveCanvas } from './live-canvas'
import { type LiveVersion, liveVersions } from './live-versions'
import { NowList } from './now-list'
import type { NowStore } from './now-store'
import { useBelow } from './use-below'
import { useCallsNow } from './use-calls-now'
import { useFollowedCall } from './use-followed-call'
import { useWide } from './use-wide'

/** What is going on now: the calls under way as a list and as dots on their flows, and how things stand. */
export function NowPage() {
  const { now, live } = useCallsNow()
  const ready = useStore(now, (state) => state.ready)
  const nobody = useStore(now, (state) => state.calls.length === 0)
  const [search, setSearch] = useSearchParams()
  const asked = search.get('call')
  const seq = useStore(now, (state) => (state.ready ? (state.byId.get(asked ?? '')?.call.seq ?? null) : undefined))
  const followed = useFollowedCall(asked, seq)
  const versions = useLiveVersions(now)
  const call = asked === null ? undefined : followed.data?.call
  const versionId = call?.versionId ?? search.get('version') ?? versions[0]?.id ?? null
  const version = versions.find(({ id }) => id === versionId)
  const look = useCallback(
    (name: 'call' | 'version', value: string | null) =>
      setSearch(
        () => new URLSearchParams(value === null ? {} : { [name]: value }),
        // Looking from one call to the next is no journey to go back on.
        { replace: true },
      ),
    [setSearch],
  )
  const follow = useCallback((id: string) => look('call', id), [look])
  const wide = useWide()
  const page = useRef<HTMLDivElement>(null)
  const side = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const below = useBelow(list, wide ? side : page)
  return (
    <div ref={page} className="flex h-full flex-col max-lg:overflow-y-auto">
      <PageHeader title="Calls now">
        <CallsNav />
        <Pill dot={live ? 'live' : 'warn'} className="max-sm:hidden">
          {live ? 'Live' : ready ? 'The line is down: trying again…' : 'Connecting…'}
        </Pill>
      </PageHeader>
      <div className="px-4 pt-4 sm:px-5">
        <FigureCards now={now} />
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] gap-4 p-4 max-lg:flex-none sm:px-5 lg:grid-cols-[minmax(360px,2fr)_3fr]">
        <div ref={side} className="min-h-0 max-lg:order-last lg:overflow-y-auto">
          {ready ? null : <Skeleton className="h-40 rounded-card" />}
          {ready && nobody ? <NobodyCalls /> : null}
          <div ref={list}>
            {nobody ? null : (
              <NowList now={now} followed={asked} onFollow={follow} scroller={wide ? side : page} below={below} />
            )}
          </div>
        </div>
        <div className="flex min-h-0 flex-col overflow-hidden rounded-card border border-line bg-canvas max-lg:h-[440px]">
          <div className="flex items-center gap-3 border-b border-line bg-panel px-3 py-2">
            <Select
              aria-label="Flow and version"
              className="min-w-0 flex-1"
              value={versionId}
              placeholder="No flow answers a number yet"
              disabled={versions.length === 0}
              onChange={(id) => look('version', id)}
              options={versions.map((each) => ({ value: each.id, label: nameOf(each), hint: countOf(each.calls) }))}
            />
          </div>
          <div className="min-h-0 flex-1">
            {versionId === null ? null : (
              <LiveCanvas
                versionId={versionId}
                label={`Calls on ${version ? nameOf(version) : 'this version'}`}
                now={now}
                followed={call?.versionId === versionId && followed.data ? followed.data : null}
                onFollow={follow}
              />
            )}
          </div>
          {call ? <FollowBar call={call} onClose={() => look('call', null)} /> : null}
        </div>
      </div>
    </div>
  )
}

/** The versions to look at. How many calls are on them is counted once a second: it is only read when one chooses. */
function useLiveVersions(now: NowStore): LiveVersion[] {
  const numbers = useQuery(trpc.numbers.list.queryOptions())
  const ready = useStore(now, (state) => state.ready)
  const nobody = useStore(now, (state) => state.calls.length === 0)
  const second = useNow(!nobody)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each second, and when the first call comes or the last goes
  return useMemo(
    () => liveVersions(now.getState().calls, numbers.data ?? []),
    [now, numbers.data, second, ready, nobody],
  )
}

function nameOf({ flowName, number }: LiveVersion): string {
  return `${flowName} v${number}`
}

function countOf(calls: number): string {
  return calls === 0 ? 'nobody' : calls === 1 ? '1 call' : `${calls} calls`
}

function NobodyCalls() {
  const rings = useMay('run')
  const ring = useHandset((state) => state.show)
  return (
    <EmptyState
      icon={PhoneCall}
      title="Nobody is on the line"
      actions={
        rings ? (
          <Button icon={PhoneCall} onClick={() => ring()}>
            Make a test call
          </Button>
        ) : null
      }
    >
      Each call appears here while it rings, and as a dot on its flow that moves as it moves.
    </EmptyState>
  )
}
