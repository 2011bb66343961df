import { Button, buttonLook } from '@patchbay/ui/button'
import { EmptyState } from '@patchbay/ui/empty-state'
import { Skeleton } from '@patchbay/ui/skeleton'
import { toast } from '@patchbay/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Hash, Megaphone, RefreshCw } from 'lucide-react'
import { Link } from 'wouter'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { useMay } from '../../app/session'
import { queryClient, trpc } from '../../app/trpc'
import { NumberCard } from './number-card'
import { RemovedNumbers } from './removed-numbers'

/** Which flow answers on which number, and the switch between them. */
export function NumbersPage() {
  const numbers = useQuery(trpc.numbers.list.queryOptions(undefined, { refetchInterval: 15_000 }))
  const versions = useQuery(trpc.numbers.versions.queryOptions())
  const info = useQuery(trpc.system.info.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  const accounts = useQuery(trpc.carriers.list.queryOptions())
  const runs = useMay('run')
  const sync = useMutation(
    trpc.numbers.sync.mutationOptions({
      onSuccess: ({ numbers: list, warnings }) => {
        queryClient.setQueryData(trpc.numbers.list.queryKey(), list)
        for (const warning of warnings) toast.warning(warning)
        toast.success(
          list.length === 1 ? 'The carrier has 1 number for us.' : `The carrier has ${list.length} numbers for us.`,
        )
      },
    }),
  )
  const syncButton = runs ? (
    <Button icon={RefreshCw} busy={sync.isPending} onClick={() => sync.mutate()}>
      Ask the carrier
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title="Numbers"
        actions={
          <>
            <Link href="/emergency" className={buttonLook()}>
              <Megaphone aria-hidden size={16} />
              Emergency message
            </Link>
            {syncButton}
          </>
        }
      />
      <div className="mx-auto grid max-w-6xl gap-3 p-4 sm:p-5">
        {numbers.isPending ? <Skeleton className="h-40 rounded-card" /> : null}
        {numbers.isError ? <Failure error={numbers.error} retry={() => void numbers.refetch()} /> : null}
        {versions.isError ? <Failure error={versions.error} retry={() => void versions.refetch()} /> : null}
        {numbers.data?.length === 0 ? (
          <EmptyState icon={Hash} title="No numbers yet" actions={syncButton}>
            Numbers are rented from the carrier. Ask it which ones your accounts have; each can then answer with a flow.
            Accounts are added in{' '}
            <Link href="/settings/carriers" className="underline hover:text-ink">
              Settings
            </Link>
            .
          </EmptyState>
        ) : null}
        {runs ? null : <p className="text-soft">Builders, operators and owners change what is set here.</p>}
        {numbers.data?.map((number) => (
          <NumberCard
            key={number.id}
            number={number}
            versions={versions.data ?? []}
            simulated={info.data?.simulator ?? false}
            severalAccounts={(accounts.data?.length ?? 0) > 1}
          />
        ))}
        <RemovedNumbers />
      </div>
    </>
  )
}
