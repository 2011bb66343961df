import { Dialog } from '@patchbay/ui/dialog'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { FileFault } from './file-fault'
import { ImportForm, type ReplacedTable } from './import-form'
import { previewFile } from './table-files'

export type ImportDialogProps = {
  file: File
  /** The table whose rows the file shall replace; null makes a new one. */
  table: ReplacedTable | null
  onClose: () => void
}

/** Shows what a file holds and asks how to read it, before it becomes a table's contents. */
export function ImportDialog({ file, table, onClose }: ImportDialogProps) {
  const preview = useQuery({
    queryKey: ['table-preview', file.name, file.size, file.lastModified],
    queryFn: () => previewFile(file),
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      width="medium"
      title={table === null ? 'New table' : `Replace the rows of “${table.name}”`}
      description={
        table === null
          ? `From ${file.name}.`
          : `By those of ${file.name}. Calls find the old rows until all new ones are in.`
      }
    >
      {preview.isPending ? <Skeleton className="h-64" /> : null}
      {preview.isError ? <FileFault error={preview.error} /> : null}
      {preview.data ? <ImportForm file={file} table={table} preview={preview.data} onClose={onClose} /> : null}
    </Dialog>
  )
}
