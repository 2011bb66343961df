import { Button } from '@patchbay/ui/button'
import { CopyButton } from '@patchbay/ui/copy-button'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { exactly } from '../../app/moment'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { ChangeWebhookKeyDialog } from './change-webhook-key-dialog'

/** The key that webhooks are signed with: copied, and changed. For owners. */
export function WebhookKeyRow() {
  const manages = useMay('manage')
  const webhook = useQuery(trpc.secrets.webhookKey.queryOptions(undefined, { enabled: manages }))
  const [changing, setChanging] = useState(false)
  if (!manages) return null
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2 border-t border-line pt-3">
      <p className="min-w-0 flex-1 basis-48 text-soft">
        Webhooks of this workspace are signed with a key of their own.
        {webhook.data?.formerUntil ? ` The former one signs along until ${exactly(webhook.data.formerUntil)}.` : ''}
      </p>
      <Button size="small" onClick={() => setChanging(true)} aria-label="Change the key of webhooks">
        Change…
      </Button>
      {webhook.data ? <CopyButton text={webhook.data.key} label="Copy the key of webhooks" /> : null}
      {changing ? <ChangeWebhookKeyDialog onClose={() => setChanging(false)} /> : null}
    </div>
  )
}
