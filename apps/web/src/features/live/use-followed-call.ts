import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { trpc } from '../../app/trpc'

/**
 * A call with its events, or nobody where `id` is null. It is read again when `seq`, the number of its last event, is
 * another; null: it is no longer under way; undefined: that is not known yet.
 */
export function useFollowedCall(id: string | null, seq: number | null | undefined) {
  const query = useQuery(trpc.calls.get.queryOptions({ id: id ?? '' }, { enabled: id !== null, staleTime: 0 }))
  const { refetch } = query
  const read = useRef(0)
  read.current = query.data?.call.id === id ? (query.data?.events.at(-1)?.seq ?? 0) : 0
  useEffect(() => {
    if (id !== null && seq !== undefined && (seq === null || seq > read.current)) void refetch()
  }, [id, seq, refetch])
  return query
}
