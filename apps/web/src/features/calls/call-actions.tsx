import { writeCallFile } from '@patchbay/flow/call-file'
import { Button, buttonLook } from '@patchbay/ui/button'
import { Menu, type MenuItem } from '@patchbay/ui/menu'
import { toast } from '@patchbay/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Ellipsis, FileJson, FlaskConical, Link2, PhoneForwarded, Workflow } from 'lucide-react'
import { memo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { download } from '../../app/download'
import { otherEnd } from '../../app/phone-number'
import { useMay } from '../../app/session'
import { type Outputs, trpc } from '../../app/trpc'
import { workspaceBase } from '../../app/workspace'
import { HangUpButton } from '../live/hang-up-button'
import { callFileName, callFileOf } from './call-file-of'
import { MakeTestDialog } from './make-test-dialog'
import { ringAgain } from './ring-again'
import type { Moment } from './timeline'
import type { WalkedFlows } from './walked-flows'

export type CallActionsProps = {
  whole: Outputs['calls']['get']
  flows: WalkedFlows
  /** The moment that is looked at. */
  moment: Moment | undefined
}

/** What can be done with a call. */
export const CallActions = memo(function CallActions({ whole, flows, moment }: CallActionsProps) {
  const { call } = whole
  const [, go] = useLocation()
  const sees = useMay('callers')
  const rings = useMay('run')
  const hangsUp = useMay('operate')
  const draws = useMay('draw')
  const [testing, setTesting] = useState(false)
  const info = useQuery(trpc.system.info.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  const again = useMutation({
    mutationFn: () => ringAgain(whole),
    meta: { quiet: true },
    onSuccess: (id) => go(`/calls/${id}`),
    onError: (error) => toast.error(error.message),
  })
  const name = callFileName(call)
  const save = () => {
    const file = callFileOf(whole, flows)
    if (file) download(name, new Blob([writeCallFile(file)], { type: 'application/json' }))
  }
  const over = call.phase === 'over'
  const simulated = info.data?.simulator ?? false
  const withheld = call.direction === 'incoming' && call.caller === ''
  const items: MenuItem[] = [
    {
      label: 'Copy a link to this moment',
      icon: Link2,
      disabled: !moment,
      onSelect: () => copyLink(call.id, moment?.seq),
    },
    ...(sees
      ? [
          { label: 'Export as JSON', icon: FileJson, onSelect: save },
          { label: 'Make this a test…', icon: FlaskConical, disabled: !over, onSelect: () => setTesting(true) },
        ]
      : []),
    ...(simulated && sees && rings
      ? [
          {
            label: withheld ? 'Ring again: the caller is not known' : 'Ring this again in the simulator',
            icon: PhoneForwarded,
            disabled: withheld || again.isPending,
            onSelect: () => again.mutate(),
          },
        ]
      : []),
  ]
  return (
    <div className="flex flex-wrap items-center gap-2">
      {over || call.hangingUp || !hangsUp ? null : (
        <HangUpButton callId={call.id} number={otherEnd(call)} size="small" />
      )}
      <Link href={editorAddress(call, flows, moment)} className={buttonLook('plain', 'small')}>
        <Workflow aria-hidden size={16} />
        {draws ? 'Open in editor' : 'Open the flow'}
      </Link>
      <Button size="small" icon={Link2} onClick={() => copyLink(call.id)}>
        Copy link
      </Button>
      <Menu
        trigger={
          <Button size="small" icon={Ellipsis}>
            More
          </Button>
        }
        items={items}
      />
      <MakeTestDialog open={testing} onOpenChange={setTesting} name={name} onSave={save} />
    </div>
  )
})

/** The flow as it is drawn now, at the block that is looked at. */
function editorAddress(call: { flowId: string }, flows: WalkedFlows, moment: Moment | undefined): string {
  const place = moment?.place
  const flow = place && flows.get(place.flow)
  return flow ? `/flows/${flow.flowId}?block=${encodeURIComponent(place.node)}` : `/flows/${call.flowId}`
}

function copyLink(id: string, seq?: number): void {
  const address = `${location.origin}${workspaceBase}/calls/${id}${seq === undefined ? '' : `?at=${seq}`}`
  navigator.clipboard.writeText(address).then(
    () => toast(seq === undefined ? 'The link to this call is copied.' : 'The link to this moment is copied.'),
    () => toast.error(`The browser does not let this page copy. The link: ${address}`),
  )
}
