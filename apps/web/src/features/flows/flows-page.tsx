import { Button } from '@patchbay/ui/button'
import { EmptyState } from '@patchbay/ui/empty-state'
import { IconButton } from '@patchbay/ui/icon-button'
import { Notice } from '@patchbay/ui/notice'
import { Skeleton } from '@patchbay/ui/skeleton'
import { Cell, HeadCell, Row, Table } from '@patchbay/ui/table'
import { useQuery } from '@tanstack/react-query'
import { Archive, Plus, Workflow, X } from 'lucide-react'
import { useState } from 'react'
import { DropFiles } from '../../app/drop-files'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { LocalNotice } from '../people/local-notice'
import { ChosenBar } from './chosen-bar'
import { CreateFlowDialog } from './create-flow-dialog'
import { FlowRow } from './flow-row'
import { ImportButton } from './import-button'
import { useImport } from './use-import'

/** All flows: what runs where, what is wrong, who is on the line. */
export function FlowsPage() {
  const draws = useMay('draw')
  const [archived, setArchived] = useState(false)
  const [creating, setCreating] = useState(false)
  const flows = useQuery(trpc.flows.list.queryOptions({ archived }, { refetchInterval: 15_000 }))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const incoming = useImport()
  const take = (files: readonly File[]) => void incoming.take(files)
  const listed = flows.data?.map(({ id }) => id) ?? []
  const choose = (id: string, choice: boolean) =>
    setChosen((now) => new Set(choice ? [...now, id] : [...now].filter((other) => other !== id)))
  return (
    <DropFiles invitation="Drop files of flows to import them" onFiles={draws ? take : null}>
      <PageHeader
        title={archived ? 'Archived flows' : 'Flows'}
        actions={
          <>
            <Button
              variant="quiet"
              icon={Archive}
              aria-pressed={archived}
              onClick={() => {
                setArchived(!archived)
                setChosen(new Set())
              }}
            >
              {archived ? 'All flows' : 'Archived'}
            </Button>
            {draws ? (
              <>
                <ImportButton busy={incoming.busy} onFiles={take} />
                <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
                  New flow
                </Button>
              </>
            ) : null}
          </>
        }
      />
      <div className="mx-auto max-w-6xl p-4 sm:p-5">
        <LocalNotice />
        {incoming.refusal === null ? null : (
          <Notice
            kind="bad"
            className="mb-4 break-words"
            action={<IconButton label="Close" icon={X} onClick={incoming.dismiss} />}
          >
            {incoming.refusal} Nothing was imported.
          </Notice>
        )}
        {flows.isPending ? <Waiting /> : null}
        {flows.isError ? <Failure error={flows.error} retry={() => void flows.refetch()} /> : null}
        {flows.data?.length === 0 ? <NoFlows archived={archived} create={() => setCreating(true)} /> : null}
        {flows.data && flows.data.length > 0 ? (
          <Table aria-label={archived ? 'Archived flows' : 'Flows'}>
            <thead className="max-sm:sr-only">
              <tr>
                <HeadCell>Name</HeadCell>
                <HeadCell>Answers on</HeadCell>
                <HeadCell>Version</HeadCell>
                <HeadCell>Draft</HeadCell>
                <HeadCell>On the line</HeadCell>
                <HeadCell className="text-right">Last edit</HeadCell>
                <HeadCell>
                  <span className="sr-only">More</span>
                </HeadCell>
              </tr>
            </thead>
            <tbody>
              {flows.data.map((flow) => (
                <FlowRow
                  key={flow.id}
                  flow={flow}
                  chosen={chosen.has(flow.id)}
                  onChoose={(choice) => choose(flow.id, choice)}
                />
              ))}
            </tbody>
          </Table>
        ) : null}
        <ChosenBar
          ids={listed.filter((id) => chosen.has(id))}
          archived={archived}
          onAll={() => setChosen(new Set(listed))}
          onNone={() => setChosen(new Set())}
        />
      </div>
      <CreateFlowDialog open={creating} onOpenChange={setCreating} />
    </DropFiles>
  )
}

function NoFlows({ archived, create }: { archived: boolean; create: () => void }) {
  const draws = useMay('draw')
  if (archived)
    return (
      <EmptyState icon={Archive} title="Nothing is archived">
        A flow that no number runs can be archived from its menu. It can always be brought back.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={Workflow}
      title={draws ? 'Draw your first call' : 'No flows yet'}
      actions={
        draws ? (
          <Button variant="primary" icon={Plus} onClick={create}>
            New flow
          </Button>
        ) : null
      }
    >
      A flow says what a caller hears and what each key does.{' '}
      {draws
        ? 'Start from a template, publish it on a number, then ring that number from the handset in this page.'
        : 'Builders and owners draw them.'}
    </EmptyState>
  )
}

function Waiting() {
  return (
    <Table aria-label="Flows, on their way" aria-busy>
      <tbody>
        {['a', 'b', 'c'].map((key) => (
          <Row key={key}>
            <Cell>
              <Skeleton className="my-1.5 h-4 w-48" />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  )
}
