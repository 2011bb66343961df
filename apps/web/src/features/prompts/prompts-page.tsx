import { Button } from '@patchbay/ui/button'
import { EmptyState } from '@patchbay/ui/empty-state'
import { Skeleton } from '@patchbay/ui/skeleton'
import { HeadCell, Table } from '@patchbay/ui/table'
import { useQuery } from '@tanstack/react-query'
import { AudioLines, Plus } from 'lucide-react'
import { useState } from 'react'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { NewPromptDialog } from './new-prompt-dialog'
import { PromptRow } from './prompt-row'

/** All prompts: what there is to hear, in which languages, and which flows say it. */
export function PromptsPage() {
  const prompts = useQuery(trpc.prompts.list.queryOptions())
  const draws = useMay('draw')
  const [adding, setAdding] = useState(false)
  const newPrompt = draws ? (
    <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
      New prompt…
    </Button>
  ) : null
  return (
    <>
      <PageHeader title="Prompts" actions={prompts.data?.length ? newPrompt : null} />
      <div className="mx-auto max-w-6xl p-4 sm:p-5">
        {prompts.isPending ? <Skeleton className="h-40 rounded-card" /> : null}
        {prompts.isError ? <Failure error={prompts.error} retry={() => void prompts.refetch()} /> : null}
        {prompts.data?.length === 0 ? (
          <EmptyState icon={AudioLines} title="No prompts yet" actions={newPrompt}>
            A prompt is something to be heard that many flows share: a greeting, the opening hours, music. Each has a
            text or a recording in as many languages as your callers speak, and flows say it with{' '}
            <code className="font-mono text-[13px] whitespace-nowrap">{'{{ prompt.welcome }}'}</code>.
          </EmptyState>
        ) : null}
        {prompts.data && prompts.data.length > 0 ? (
          <Table aria-label="Prompts">
            <thead className="max-sm:sr-only">
              <tr>
                <HeadCell>Name</HeadCell>
                <HeadCell>Key</HeadCell>
                <HeadCell>Languages</HeadCell>
                <HeadCell className="text-right">Length</HeadCell>
                <HeadCell>Used in</HeadCell>
                <HeadCell>
                  <span className="sr-only">More</span>
                </HeadCell>
              </tr>
            </thead>
            <tbody>
              {prompts.data.map((prompt) => (
                <PromptRow key={prompt.id} prompt={prompt} />
              ))}
            </tbody>
          </Table>
        ) : null}
      </div>
      {adding ? <NewPromptDialog onClose={() => setAdding(false)} /> : null}
    </>
  )
}
