import { Button } from '@patchbay/ui/button'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Failure } from '../../app/failure'
import { type Outputs, trpc } from '../../app/trpc'
import { AccountDialog } from './account-dialog'
import { AccountItem } from './account-item'
import { RemoveAccountDialog } from './remove-account-dialog'

export type Account = Outputs['carriers']['list'][number]

/** The accounts at the carrier that this workspace's numbers and calls belong to. */
export function CarriersSection() {
  const accounts = useQuery(trpc.carriers.list.queryOptions(undefined, { refetchInterval: 30_000 }))
  const [editing, setEditing] = useState<{ account: Account | null } | null>(null)
  const [removing, setRemoving] = useState<Account | null>(null)
  return (
    <section aria-labelledby="carriers" className="rounded-card border border-line bg-panel p-4 sm:p-5">
      <div className="flex items-start justify-between gap-3">
        <div>
          <h2 id="carriers" className="font-semibold">
            Carrier accounts
          </h2>
          <p className="mt-0.5 text-soft">
            The accounts at Hoiio that your numbers are rented on. Their access tokens are kept encrypted and never
            shown again.
          </p>
        </div>
        <Button icon={Plus} onClick={() => setEditing({ account: null })} aria-label="Add a carrier account">
          Add
        </Button>
      </div>
      {accounts.isPending ? <Skeleton className="mt-4 h-20" /> : null}
      {accounts.isError ? (
        <div className="mt-4">
          <Failure error={accounts.error} retry={() => void accounts.refetch()} />
        </div>
      ) : null}
      {accounts.data?.length === 0 ? (
        <p className="mt-4 rounded-control border border-dashed border-line p-4 text-center text-soft">
          No account yet, so nobody can ring and no call can be made. Add the one that you have at Hoiio: its numbers
          come with it.
        </p>
      ) : null}
      {accounts.data && accounts.data.length > 0 ? (
        <ul className="mt-4 grid divide-y divide-line border-t border-line">
          {accounts.data.map((account) => (
            <AccountItem
              key={account.id}
              account={account}
              onEdit={() => setEditing({ account })}
              onRemove={() => setRemoving(account)}
            />
          ))}
        </ul>
      ) : null}
      {editing ? <AccountDialog account={editing.account} onClose={() => setEditing(null)} /> : null}
      {removing ? <RemoveAccountDialog account={removing} onClose={() => setRemoving(null)} /> : null}
    </section>
  )
}
