import { buttonLook } from '@patchbay/ui/button'
import { EmptyState } from '@patchbay/ui/empty-state'
import { Skeleton } from '@patchbay/ui/skeleton'
import { TextInput } from '@patchbay/ui/text-input'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ChevronLeft, EyeOff, FileDown, FileUp, SearchX } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { ChooseFileButton } from '../../app/choose-file-button'
import { DropFiles } from '../../app/drop-files'
import { Failure } from '../../app/failure'
import { ago, exactly } from '../../app/moment'
import { PageHeader } from '../../app/page-header'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { ImportDialog } from './import-dialog'
import { RowsTable } from './rows-table'
import { downloadAddress, tableFiles } from './table-files'

/** The rows of one table, found by how their key begins. */
export function TablePage({ id }: { id: string }) {
  const draws = useMay('draw')
  const sees = useMay('callers')
  const [prefix, setPrefix] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const pages = useInfiniteQuery(
    trpc.tables.get.infiniteQueryOptions(
      { id, prefix },
      { getNextPageParam: (page) => page.next ?? undefined, placeholderData: keepPreviousData, enabled: sees },
    ),
  )
  const table = pages.data?.pages[0]
  const all = useQuery(trpc.tables.list.queryOptions(undefined, { enabled: !sees }))
  const listed = all.data?.find((each) => each.id === id)
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const more = () => {
    if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage()
  }
  return (
    <DropFiles
      invitation="Drop a CSV file to replace the rows"
      onFiles={draws ? ([first]) => setFile(first ?? null) : null}
      className="flex h-full flex-col"
    >
      <PageHeader
        title={table?.name ?? listed?.name ?? 'Table'}
        actions={
          table ? (
            <>
              <a href={downloadAddress(id)} download className={buttonLook('quiet')}>
                <FileDown aria-hidden size={16} />
                <span className="max-sm:sr-only">Download CSV</span>
              </a>
              {draws ? (
                <ChooseFileButton accept={tableFiles} icon={FileUp} label="CSV file of the new rows" onFile={setFile}>
                  Replace…
                </ChooseFileButton>
              ) : null}
            </>
          ) : null
        }
      >
        <Link href="/tables" className="-order-1 -ml-1.5 flex items-center text-soft hover:text-ink">
          <ChevronLeft aria-hidden size={18} />
          Tables
        </Link>
      </PageHeader>
      <div className="flex min-h-0 flex-1 flex-col gap-3 p-4 sm:p-5">
        {pages.isPending && sees ? <Skeleton className="h-64 rounded-card" /> : null}
        {sees ? null : (
          <EmptyState icon={EyeOff} title="Its rows are hidden">
            A table may say who callers are, and callers’ data is hidden from you here.
          </EmptyState>
        )}
        {pages.isError ? <Failure error={pages.error} retry={() => void pages.refetch()} /> : null}
        {table ? (
          <>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <TextInput
                type="search"
                aria-label={`Find by ${table.columns[0]}`}
                placeholder={`${table.columns[0]} begins with…`}
                value={prefix}
                maxLength={200}
                onChange={(event) => setPrefix(event.target.value)}
                autoComplete="off"
                className="sm:max-w-72"
              />
              <p className="min-w-0 text-[13px] break-words text-soft">
                <code className="font-mono">{table.key}</code> · {table.rowCount.toLocaleString('en')}{' '}
                {table.rowCount === 1 ? 'row' : 'rows'} ·{' '}
                <time dateTime={table.updatedAt} title={exactly(table.updatedAt)}>
                  {ago(table.updatedAt)}
                </time>
                {table.updatedBy === '' ? '' : ` by ${table.updatedBy}`}
              </p>
            </div>
            {rows.length === 0 ? (
              <EmptyState icon={SearchX} title="No such row">
                No “{table.columns[0]}” begins with this.
              </EmptyState>
            ) : (
              <RowsTable table={table} rows={rows} complete={!pages.hasNextPage} onEnd={more} />
            )}
          </>
        ) : null}
      </div>
      {file && table ? <ImportDialog file={file} table={table} onClose={() => setFile(null)} /> : null}
    </DropFiles>
  )
}
