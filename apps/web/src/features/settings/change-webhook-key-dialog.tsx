import { Button } from '@patchbay/ui/button'
import { Dialog } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { queryClient, trpc } from '../../app/trpc'

const overlaps = [
  { value: '24', label: 'Signs along for a day' },
  { value: '168', label: 'Signs along for a week' },
  { value: '0', label: 'Ends at once' },
] as const

/** Asks what becomes of the key that webhooks are signed with now, then makes another one. */
export function ChangeWebhookKeyDialog({ onClose }: { onClose: () => void }) {
  const [overlap, setOverlap] = useState<(typeof overlaps)[number]['value']>('24')
  const change = useMutation(
    trpc.secrets.changeWebhookKey.mutationOptions({
      onSuccess: (changed) => {
        queryClient.setQueryData(trpc.secrets.webhookKey.queryKey(), changed)
        toast.success('Webhooks are signed with a new key. Copy it to whoever checks them.')
        onClose()
      },
    }),
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Change the key of webhooks?"
      description="From now on webhooks are signed with a new one. Whoever checks them has to know it."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={change.isPending}
            onClick={() => change.mutate({ overlapHours: Number(overlap) })}
          >
            Change it
          </Button>
        </>
      }
    >
      <Field label="The key of today" hint="If somebody may have got hold of it, it has to end at once.">
        {(labelled) => <Select {...labelled} value={overlap} onChange={setOverlap} options={overlaps} />}
      </Field>
    </Dialog>
  )
}
