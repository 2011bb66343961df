import { EmptyState } from '@patchbay/ui/empty-state'
import { Skeleton } from '@patchbay/ui/skeleton'
import { HeadCell, Table } from '@patchbay/ui/table'
import { useQuery } from '@tanstack/react-query'
import { Plus, Table2 } from 'lucide-react'
import { useState } from 'react'
import { ChooseFileButton } from '../../app/choose-file-button'
import { DropFiles } from '../../app/drop-files'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { ImportDialog } from './import-dialog'
import { tableFiles } from './table-files'
import { TableRow } from './table-row'

/** All tables: what is in them, and which flows look things up there. */
export function TablesPage() {
  const tables = useQuery(trpc.tables.list.queryOptions())
  const draws = useMay('draw')
  const [file, setFile] = useState<File | null>(null)
  const newTable = draws ? (
    <ChooseFileButton
      accept={tableFiles}
      variant="primary"
      icon={Plus}
      label="CSV file of a new table"
      onFile={setFile}
    >
      New table…
    </ChooseFileButton>
  ) : null
  return (
    <DropFiles
      invitation="Drop a CSV file to make a table of it"
      onFiles={draws ? ([first]) => setFile(first ?? null) : null}
    >
      <PageHeader title="Tables" actions={tables.data?.length ? newTable : null} />
      <div className="mx-auto max-w-6xl p-4 sm:p-5">
        {tables.isPending ? <Skeleton className="h-40 rounded-card" /> : null}
        {tables.isError ? <Failure error={tables.error} retry={() => void tables.refetch()} /> : null}
        {tables.data?.length === 0 ? (
          <EmptyState icon={Table2} title="No tables yet" actions={newTable}>
            A flow can look a caller up in a table: the number behind an extension, a customer’s name, a PIN, who is
            blocked.{' '}
            {draws
              ? 'Choose a CSV file, or drop it here; its first row names the columns.'
              : 'Builders and owners bring them in.'}
          </EmptyState>
        ) : null}
        {tables.data && tables.data.length > 0 ? (
          <Table aria-label="Tables">
            <thead className="max-sm:sr-only">
              <tr>
                <HeadCell>Name</HeadCell>
                <HeadCell>Key</HeadCell>
                <HeadCell className="text-right">Rows</HeadCell>
                <HeadCell>Used in</HeadCell>
                <HeadCell className="text-right">Rows from</HeadCell>
                <HeadCell>
                  <span className="sr-only">More</span>
                </HeadCell>
              </tr>
            </thead>
            <tbody>
              {tables.data.map((table) => (
                <TableRow key={table.id} table={table} />
              ))}
            </tbody>
          </Table>
        ) : null}
      </div>
      {file ? <ImportDialog file={file} table={null} onClose={() => setFile(null)} /> : null}
    </DropFiles>
  )
}
