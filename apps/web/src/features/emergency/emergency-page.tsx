import { EmptyState } from '@patchbay/ui/empty-state'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Megaphone } from 'lucide-react'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { EmergencyCard } from './emergency-card'

/** What callers hear when something has happened: made for a phone in one hand. */
export function EmergencyPage() {
  const operates = useMay('operate')
  const numbers = useQuery(trpc.numbers.list.queryOptions(undefined, { refetchInterval: 15_000 }))
  return (
    <>
      <PageHeader title="Emergency message" />
      <div className="mx-auto grid max-w-md gap-4 p-4">
        <p className="text-soft">
          Callers hear it from the next call on, before the usual menu or in its place. Calls under way go on.
          {operates ? null : ' Operators and owners switch it on and off.'}
        </p>
        {numbers.isPending ? <Skeleton className="h-40 rounded-card" /> : null}
        {numbers.isError ? <Failure error={numbers.error} retry={() => void numbers.refetch()} /> : null}
        {numbers.data?.length === 0 ? (
          <EmptyState icon={Megaphone} title="No numbers yet">
            As soon as there is a number, its message can be switched on here.
          </EmptyState>
        ) : null}
        {numbers.data?.map((number) => (
          <EmergencyCard key={`${number.id} ${number.emergency.on}`} number={number} />
        ))}
      </div>
    </>
  )
}
