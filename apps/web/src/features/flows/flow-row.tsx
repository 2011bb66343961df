import { Checkbox } from '@patchbay/ui/checkbox'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { Dot } from '@patchbay/ui/dot'
import { IconButton } from '@patchbay/ui/icon-button'
import { Menu } from '@patchbay/ui/menu'
import { Pill } from '@patchbay/ui/pill'
import { Cell, Row } from '@patchbay/ui/table'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import {
  Archive,
  ArchiveRestore,
  ChartColumn,
  Copy,
  Ellipsis,
  FileDown,
  PencilLine,
  PhoneCall,
  PhoneIncoming,
  PhoneOutgoing,
} from 'lucide-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { ago, exactly } from '../../app/moment'
import { writeNumber } from '../../app/phone-number'
import { useMay } from '../../app/session'
import { type Outputs, queryClient, trpc } from '../../app/trpc'
import { UsedIn } from '../../app/used-in'
import { useHandset } from '../phone/handset-store'
import { exportFlows } from './flow-files'
import { RenameFlowDialog } from './rename-flow-dialog'

type ListedFlow = Outputs['flows']['list'][number]

export type FlowRowProps = { flow: ListedFlow; chosen: boolean; onChoose: (chosen: boolean) => void }

/** One flow in the list, and what can be done with it. */
export function FlowRow({ flow, chosen, onChoose }: FlowRowProps) {
  const draws = useMay('draw')
  const rings = useMay('run')
  const [renaming, setRenaming] = useState(false)
  const [archiving, setArchiving] = useState(false)
  const [, go] = useLocation()
  const ring = useHandset((state) => state.show)
  const refresh = () => queryClient.invalidateQueries(trpc.flows.list.pathFilter())
  const duplicate = useMutation(
    trpc.flows.duplicate.mutationOptions({
      onSuccess: async () => {
        await refresh()
        toast.success(`“${flow.name}” now has a copy.`)
      },
    }),
  )
  const save = useMutation({ mutationFn: () => exportFlows([flow.id]) })
  const restore = useMutation(
    trpc.flows.restore.mutationOptions({
      onSuccess: async () => {
        await refresh()
        toast.success(`“${flow.name}” is back among the flows.`)
      },
    }),
  )
  const archive = useMutation(
    trpc.flows.archive.mutationOptions({
      onSuccess: async () => {
        await refresh()
        toast.success(`“${flow.name}” is archived.`, {
          action: { label: 'Undo', onClick: () => restore.mutate({ id: flow.id }) },
        })
      },
      onSettled: () => setArchiving(false),
    }),
  )
  const archived = flow.archivedAt !== null
  const firstNumber = flow.numbers[0]
  return (
    <Row className="relative hover:bg-bg/60 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:py-1.5">
      <Cell className="max-sm:py-1">
        <div className="flex items-center gap-2.5">
          <Checkbox
            label={<span className="sr-only">Choose {flow.name}</span>}
            checked={chosen}
            onChange={onChoose}
            className="relative z-1 -m-1.5 p-1.5"
          />
          <Direction startsWith={flow.startsWith} />
          <Link href={`/flows/${flow.id}`} className="min-w-0 truncate font-semibold after:absolute after:inset-0">
            {flow.name}
          </Link>
        </div>
      </Cell>
      <Cell className="text-soft max-sm:order-2 max-sm:col-span-2 max-sm:py-0.5 max-sm:pl-[72px]">
        <Numbers flow={flow} />
      </Cell>
      <Cell className="text-soft max-sm:hidden">{flow.liveVersion === null ? '–' : `v${flow.liveVersion}`}</Cell>
      <Cell className="max-sm:order-2 max-sm:py-1 max-sm:pl-[72px]">
        {flow.problems > 0 ? (
          <Pill tone="bad" dot="bad">
            {flow.problems === 1 ? '1 problem' : `${flow.problems} problems`}
          </Pill>
        ) : (
          <span className="text-soft">{flow.blocks === 1 ? '1 block' : `${flow.blocks} blocks`}</span>
        )}
      </Cell>
      <Cell className="max-sm:hidden">
        {flow.callsNow > 0 ? (
          <span className="inline-flex items-center gap-2">
            <Dot tone="live" />
            {flow.callsNow === 1 ? '1 call' : `${flow.callsNow} calls`}
          </span>
        ) : (
          <span className="text-faint">–</span>
        )}
      </Cell>
      <Cell className="text-right whitespace-nowrap text-soft max-sm:order-2 max-sm:py-1">
        <time dateTime={flow.updatedAt} title={exactly(flow.updatedAt)} className="relative z-1">
          {ago(flow.updatedAt)}
        </time>
      </Cell>
      <Cell className="w-12 py-1 text-right max-sm:justify-self-end max-sm:py-0">
        <div className="relative z-1">
          <Menu
            trigger={<IconButton label={`More about ${flow.name}`} icon={Ellipsis} />}
            items={[
              ...(draws ? [{ label: 'Rename…', icon: PencilLine, onSelect: () => setRenaming(true) }] : []),
              { label: 'Export', icon: FileDown, onSelect: () => save.mutate() },
              ...(draws ? [{ label: 'Duplicate', icon: Copy, onSelect: () => duplicate.mutate({ id: flow.id }) }] : []),
              ...(firstNumber && rings
                ? [{ label: 'Ring it', icon: PhoneCall, onSelect: () => ring(firstNumber.e164) }]
                : []),
              { label: 'Its calls', icon: PhoneIncoming, onSelect: () => go(`/calls?flow=${flow.id}`) },
              { label: 'Where callers go', icon: ChartColumn, onSelect: () => go(`/flows/${flow.id}/callers`) },
              ...(!draws
                ? []
                : archived
                  ? [{ label: 'Restore', icon: ArchiveRestore, onSelect: () => restore.mutate({ id: flow.id }) }]
                  : [{ label: 'Archive…', icon: Archive, onSelect: () => setArchiving(true) }]),
            ]}
          />
        </div>
        {renaming ? <RenameFlowDialog flow={flow} onClose={() => setRenaming(false)} /> : null}
        <ConfirmDialog
          open={archiving}
          onOpenChange={setArchiving}
          title={`Archive “${flow.name}”?`}
          description={`It leaves the list; its versions and its calls stay. You can restore it at any time.${stillUsed(flow)}`}
          confirm="Archive"
          busy={archive.isPending}
          onConfirm={() => archive.mutate({ id: flow.id })}
        />
      </Cell>
    </Row>
  )
}

function Direction({ startsWith }: { startsWith: ListedFlow['startsWith'] }) {
  if (startsWith === null)
    return <PencilLine aria-label="No start yet" role="img" size={16} className="shrink-0 text-faint" />
  const Icon = startsWith === 'incoming' ? PhoneIncoming : PhoneOutgoing
  const label = startsWith === 'incoming' ? 'Answers incoming calls' : 'Makes outgoing calls'
  return <Icon aria-label={label} role="img" size={16} className="shrink-0 text-block-start" />
}

/** What happens to the flows that go to one that is archived. */
function stillUsed({ usedIn }: ListedFlow): string {
  if (usedIn.length === 0) return ''
  const names = usedIn.map(({ flowName }) => `“${flowName}”`).join(', ')
  return ` ${names} ${usedIn.length === 1 ? 'goes' : 'go'} to it: what is published still does, but can’t be published anew.`
}

function Numbers({ flow }: { flow: ListedFlow }) {
  const [first, ...rest] = flow.numbers
  if (!first && flow.usedIn.length > 0)
    return (
      <div className="flex gap-1">
        used in <UsedIn flows={flow.usedIn} />
      </div>
    )
  if (!first) return <span className="text-faint">{flow.startsWith === 'outgoing' ? 'rings out' : 'no number'}</span>
  return (
    <span className="whitespace-nowrap">
      <span className="text-ink">{writeNumber(first.e164)}</span>
      {first.version === flow.liveVersion ? '' : ` (v${first.version})`}
      {rest.length > 0 ? ` and ${rest.length} more` : ''}
    </span>
  )
}
