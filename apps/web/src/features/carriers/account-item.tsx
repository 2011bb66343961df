import { Button } from '@patchbay/ui/button'
import { Notice } from '@patchbay/ui/notice'
import { Pill } from '@patchbay/ui/pill'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { ago, exactly } from '../../app/moment'
import { money } from '../../app/money'
import { queryClient, trpc } from '../../app/trpc'
import type { Account } from './carriers-section'

/** One account: what is left on it, whether the carrier lets us in, and what can be done with it. */
export function AccountItem({
  account,
  onEdit,
  onRemove,
}: {
  account: Account
  onEdit: () => void
  onRemove: () => void
}) {
  const { id, name, appId, baseUrl, signed, fromEnvironment, balance, checkedAt, fault, numbers, callsNow } = account
  const check = useMutation(
    trpc.carriers.check.mutationOptions({
      onSuccess: ({ fault: found }) => {
        if (found === null) toast.success(`The carrier lets “${name}” in.`)
      },
      onSettled: () => queryClient.invalidateQueries(trpc.carriers.list.pathFilter()),
    }),
  )
  return (
    <li className="grid gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="min-w-0 truncate font-medium">{name}</h3>
        {fromEnvironment ? <Pill>From the environment</Pill> : null}
        {signed ? null : <Pill tone="warn">Takes unsigned notifications</Pill>}
        {callsNow > 0 ? (
          <Pill dot="live" tone="live">
            {callsNow === 1 ? '1 call' : `${callsNow} calls`}
          </Pill>
        ) : null}
        <span className="ml-auto font-mono text-[13px] tabular-nums">
          {balance ? money(balance.currency, balance.amount) : '–'}
        </span>
      </div>
      <p className="text-xs break-words text-faint">
        <span className="font-mono">{appId}</span>
        {baseUrl === null ? null : (
          <>
            {' '}
            at <span className="font-mono">{baseUrl}</span>
          </>
        )}
        {` · ${numbers.length === 1 ? '1 number' : `${numbers.length} numbers`} · `}
        {checkedAt === null ? (
          'not checked yet'
        ) : (
          <time dateTime={checkedAt} title={exactly(checkedAt)}>
            checked {ago(checkedAt)}
          </time>
        )}
      </p>
      {fault === null ? null : <Notice kind="bad">{fault}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          icon={RefreshCw}
          busy={check.isPending}
          onClick={() => check.mutate({ accountId: id })}
          aria-label={`Check ${name} again`}
        >
          Check again
        </Button>
        <Button size="small" onClick={onEdit} aria-label={`Edit ${name}`}>
          Edit
        </Button>
        {fromEnvironment ? null : (
          <Button size="small" variant="danger" onClick={onRemove} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        )}
      </div>
    </li>
  )
}
