import { versionsWalked } from '@patchbay/flow/replay'
import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Outputs, trpc } from '../../app/trpc'
import { type WalkedFlow, WalkedFlows } from './walked-flows'

type Version = Outputs['flows']['version']

/**
 * Every version that a call walked, as it was then. `flows` is null until its own is read; others are there when they are. One
 * that is gone with its flow is not waited for.
 */
export function useWalkedFlows(versionId: string, events: Outputs['calls']['get']['events']) {
  const others = useMemo(() => versionsWalked(events).filter((id) => id !== versionId), [events, versionId])
  const named = others.join(' ')
  // Live events name the same versions again and again: what was read stays the same object.
  const ids = useMemo(() => [versionId, ...named.split(' ').filter((id) => id !== '')], [versionId, named])
  const { versions, error, retry } = useQueries({
    queries: ids.map((id) =>
      trpc.flows.version.queryOptions({ versionId: id }, { staleTime: Number.POSITIVE_INFINITY }),
    ),
    combine,
  })
  const flows = useMemo(
    () => (versions.some(({ id }) => id === versionId) ? new WalkedFlows(versionId, versions.map(walkedOf)) : null),
    [versions, versionId],
  )
  return { flows, error, retry }
}

function combine(results: ReadonlyArray<UseQueryResult<Version, unknown>>) {
  const [own] = results
  return {
    versions: results.flatMap(({ data }) => (data ? [data] : [])),
    error: own?.error ?? null,
    retry: () => void own?.refetch(),
  }
}

function walkedOf({ id, flowId, flowName, number, document }: Version): WalkedFlow {
  return { versionId: id, flowId, flowName, number, document }
}
