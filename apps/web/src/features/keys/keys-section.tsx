import { Button, buttonLook } from '@patchbay/ui/button'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { Skeleton } from '@patchbay/ui/skeleton'
import { toast } from '@patchbay/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { BookOpen, Plus } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { Failure } from '../../app/failure'
import { Section } from '../../app/section'
import { type Outputs, queryClient, trpc } from '../../app/trpc'
import { KeyItem } from './key-item'
import { NewKeyDialog } from './new-key-dialog'

type Key = Outputs['keys']['list'][number]

/** The keys with which programs sign in: made, shown once, and revoked here. */
export function KeysSection() {
  const keys = useQuery(trpc.keys.list.queryOptions())
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<Key | null>(null)
  const revoke = useMutation(
    trpc.keys.revoke.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.keys.list.pathFilter())
        toast.success('The key is revoked.')
      },
      onSettled: () => setRevoking(null),
    }),
  )
  return (
    <Section
      title="API keys"
      lead="Programs sign in with a key of their own. It may do what its scopes say, and signs with its name."
      action={
        <div className="flex flex-wrap gap-2">
          <Link href="/api" className={buttonLook()}>
            <BookOpen aria-hidden size={16} />
            Reference
          </Link>
          <Button icon={Plus} variant="primary" onClick={() => setMaking(true)}>
            New key
          </Button>
        </div>
      }
    >
      {keys.isPending ? <Skeleton className="h-24" /> : null}
      {keys.isError ? <Failure error={keys.error} retry={() => void keys.refetch()} /> : null}
      {keys.data?.length === 0 ? <p className="text-soft">No program can sign in yet.</p> : null}
      {keys.data && keys.data.length > 0 ? (
        <ul aria-label="API keys" className="grid divide-y divide-line border-t border-line">
          {keys.data.map((key) => (
            <KeyItem key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
          ))}
        </ul>
      ) : null}
      {making ? <NewKeyDialog onClose={() => setMaking(false)} /> : null}
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => (open ? undefined : setRevoking(null))}
        title={`Revoke “${revoking?.name ?? ''}”?`}
        description={`Programs that use ${revoking?.start ?? ''}… are refused from now on. That can’t be undone.`}
        confirm="Revoke"
        danger
        busy={revoke.isPending}
        onConfirm={() => (revoking === null ? undefined : revoke.mutate({ id: revoking.id }))}
      />
    </Section>
  )
}
