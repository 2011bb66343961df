import { buttonLook } from '@patchbay/ui/button'
import { Skeleton } from '@patchbay/ui/skeleton'
import { TextInput } from '@patchbay/ui/text-input'
import { useQuery } from '@tanstack/react-query'
import { FileJson } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { workspaceBase } from '../../app/workspace'
import { type Reference, readReference } from './open-api'
import { OperationCard } from './operation-card'
import { WithCode } from './with-code'

const address = `${workspaceBase}/api/v1/openapi.json`

/** Everything that a program can ask of this server, from the very document that the server gives. */
export function ApiPage() {
  const reference = useQuery({
    queryKey: ['api-reference'],
    queryFn: () => readReference(address),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <>
      <PageHeader
        title="API"
        actions={
          <a href={address} className={buttonLook()}>
            <FileJson aria-hidden size={16} />
            OpenAPI document
          </a>
        }
      />
      <div className="mx-auto max-w-5xl p-4 sm:p-5">
        {reference.isPending ? <Skeleton className="h-96 rounded-card" /> : null}
        {reference.isError ? <Failure error={reference.error} retry={() => void reference.refetch()} /> : null}
        {reference.data ? <Operations reference={reference.data} /> : null}
      </div>
    </>
  )
}

function Operations({ reference: { description, groups, schemas } }: { reference: Reference }) {
  const [wanted, setWanted] = useState('')
  // The operation that is open stands in the address, so that it can be linked to.
  const [search, setSearch] = useSearchParams()
  const open = search.get('operation')
  const toggle = (id: string) => setSearch(id === open ? {} : { operation: id }, { replace: true })
  const shown = useMemo(() => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
    return groups
      .map(({ name, operations }) => ({
        name,
        operations: operations.filter(({ path, summary, operationId }) => {
          const text = `${path} ${summary} ${operationId}`.toLowerCase()
          return words.every((word) => text.includes(word))
        }),
      }))
      .filter(({ operations }) => operations.length > 0)
  }, [groups, wanted])
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="grid gap-3 rounded-card border border-line bg-panel p-4 text-soft sm:p-5">
        {description.split(/\n{2,}/).map((paragraph) => (
          <p key={paragraph}>
            <WithCode text={paragraph} />
          </p>
        ))}
      </div>
      <TextInput
        type="search"
        aria-label="Search the operations"
        placeholder="Search the operations"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
        className="sm:max-w-72"
      />
      <p role="status" className="sr-only">
        {shown.reduce((count, { operations }) => count + operations.length, 0)} operations
      </p>
      {shown.length === 0 ? <p className="text-soft">There is no such operation.</p> : null}
      {shown.map(({ name, operations }) => (
        <section key={name} aria-labelledby={`group-${name}`} className="rounded-card border border-line bg-panel">
          <h2 id={`group-${name}`} className="px-4 pt-3 pb-2 font-semibold capitalize">
            {name}
          </h2>
          <ul className="divide-y divide-line border-t border-line">
            {operations.map((operation) => (
              <OperationCard
                key={operation.operationId}
                operation={operation}
                schemas={schemas}
                open={operation.operationId === open}
                onToggle={() => toggle(operation.operationId)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
