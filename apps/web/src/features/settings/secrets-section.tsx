import { Button } from '@patchbay/ui/button'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { Skeleton } from '@patchbay/ui/skeleton'
import { toast } from '@patchbay/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Failure } from '../../app/failure'
import { Section } from '../../app/section'
import { useMay } from '../../app/session'
import { queryClient, trpc } from '../../app/trpc'
import { SecretDialog } from './secret-dialog'
import { WebhookKeyRow } from './webhook-key-row'

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })

/** Passwords and keys that Request blocks use by name. None is ever shown again. */
export function SecretsSection() {
  const secrets = useQuery(trpc.secrets.list.queryOptions())
  const manages = useMay('manage')
  const [setting, setSetting] = useState<{ key: string | null } | null>(null)
  const [removing, setRemoving] = useState<string | null>(null)
  const remove = useMutation(
    trpc.secrets.remove.mutationOptions({
      onSuccess: async ({ key }) => {
        await queryClient.invalidateQueries(trpc.secrets.list.pathFilter())
        toast.success(`“${key}” is removed.`)
      },
      onSettled: () => setRemoving(null),
    }),
  )
  return (
    <Section
      title="Secrets"
      lead="Keys and passwords for requests. They are kept encrypted and never shown again."
      action={
        <Button icon={Plus} onClick={() => setSetting({ key: null })}>
          Add
        </Button>
      }
    >
      {secrets.isPending ? <Skeleton className="h-12" /> : null}
      {secrets.isError ? <Failure error={secrets.error} retry={() => void secrets.refetch()} /> : null}
      {secrets.data && secrets.data.length > 0 ? (
        <ul className="mb-4 grid divide-y divide-line border-t border-line">
          {secrets.data.map(({ key, updatedAt, lastUsedAt, usedIn }) => (
            <li key={key} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <div className="min-w-0 flex-1">
                <p className="truncate font-mono text-[13px]">{`{{ secret.${key} }}`}</p>
                <p className="text-xs text-faint">
                  {[
                    `set ${day.format(new Date(updatedAt))}`,
                    lastUsedAt ? `last used ${day.format(new Date(lastUsedAt))}` : 'never used',
                    usedIn.length > 0 ? `in ${usedIn.map(({ flowName }) => `“${flowName}”`).join(', ')}` : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              <Button size="small" onClick={() => setSetting({ key })} aria-label={`Replace ${key}`}>
                Replace
              </Button>
              <Button size="small" variant="danger" onClick={() => setRemoving(key)} aria-label={`Remove ${key}`}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {manages ? <WebhookKeyRow /> : null}
      {setting ? <SecretDialog secret={setting.key} onClose={() => setSetting(null)} /> : null}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => (open ? undefined : setRemoving(null))}
        title={`Remove “${removing ?? ''}”?`}
        description="Nobody can bring it back. Requests that use it would fail."
        confirm="Remove"
        danger
        busy={remove.isPending}
        onConfirm={() => (removing === null ? undefined : remove.mutate({ key: removing }))}
      />
    </Section>
  )
}
