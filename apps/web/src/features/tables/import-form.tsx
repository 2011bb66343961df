import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Checkbox } from '@patchbay/ui/checkbox'
import { DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useLocation } from 'wouter'
import { z } from 'zod'
import { givenName } from '../../app/given-name'
import { keyOfName, keySchema, nameOfFile } from '../../app/key'
import { queryClient, trpc } from '../../app/trpc'
import { FileFault } from './file-fault'
import { PreviewTable } from './preview-table'
import { importFile, type Preview } from './table-files'

export type ReplacedTable = { id: string; name: string; columns: readonly string[]; keyKind: 'text' | 'phone' }

export type ImportFormProps = { file: File; table: ReplacedTable | null; preview: Preview; onClose: () => void }

const form = z.object({ name: givenName('table'), key: keySchema })

/** How a file shall be read: which column callers are looked up by, and for a new table what it is called. */
export function ImportForm({ file, table, preview, onClose }: ImportFormProps) {
  const [, go] = useLocation()
  const suggested = nameOfFile(file.name)
  const { register, handleSubmit, formState, setValue, getFieldState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { name: table?.name ?? suggested, key: keyOfName(suggested, 'table') },
  })
  const names = preview.columns.map(({ name }) => name)
  const keptColumn = table?.columns[0]
  const [column, setColumn] = useState(names.find((name) => name === keptColumn) ?? names[0] ?? '')
  const [ticked, setTicked] = useState<boolean | null>(null)
  const looksLikePhones = preview.columns.find(({ name }) => name === column)?.phone ?? false
  const phones = ticked ?? (table && column === keptColumn ? table.keyKind === 'phone' : looksLikePhones)

  const stop = useRef(new AbortController())
  // Whoever closes the dialog gives the import up.
  useEffect(() => {
    const controller = new AbortController()
    stop.current = controller
    return () => controller.abort()
  }, [])
  const send = useMutation({
    meta: { quiet: true },
    mutationFn: ({ name, key }: z.infer<typeof form>) =>
      importFile(
        file,
        table === null ? { type: 'new', name, key } : { type: 'table', id: table.id },
        { column, keyKind: phones ? 'phone' : 'text' },
        stop.current.signal,
      ),
    onSuccess: async ({ id, name, rowCount }) => {
      await queryClient.invalidateQueries(trpc.tables.pathFilter())
      toast.success(`“${name}” has ${rowCount === 1 ? '1 row' : `${rowCount.toLocaleString('en')} rows`} now.`)
      onClose()
      go(`/tables/${id}`)
    },
  })
  const nameInput = register('name', {
    onChange: (event: { target: { value: string } }) => {
      if (!getFieldState('key').isDirty) setValue('key', keyOfName(event.target.value, 'table'))
    },
  })
  // The name and the key of a table that is there are not asked for: they fit as they are.
  return (
    <form onSubmit={handleSubmit((values) => send.mutate(values))} className="grid gap-4">
      {send.isError ? <FileFault error={send.error} /> : null}
      {table === null ? (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label="Name" error={formState.errors.name?.message}>
            {(control) => <TextInput {...control} {...nameInput} autoComplete="off" autoFocus />}
          </Field>
          <Field
            label="Key"
            hint="Flows name the table by it. It can’t be changed later."
            error={formState.errors.key?.message}
          >
            {(control) => <TextInput {...control} {...register('key')} mono autoComplete="off" spellCheck={false} />}
          </Field>
        </div>
      ) : null}
      <Field label="Look up by" hint="Each row has another value in this column, and calls find their row by it.">
        {(control) => (
          <Select
            {...control}
            value={column}
            onChange={(name) => {
              setColumn(name)
              setTicked(null)
            }}
            options={names.map((name) => ({ value: name, label: name }))}
          />
        )}
      </Field>
      <Checkbox
        label="These are phone numbers"
        hint="They are kept as a phone dials them, such as +6531580000, however they are written. Each needs its country’s code."
        checked={phones}
        onChange={setTicked}
      />
      <PreviewTable preview={preview} keyColumn={column} />
      <DialogButtons>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={send.isPending}>
          {table === null ? 'Import' : 'Replace'}
        </Button>
      </DialogButtons>
    </form>
  )
}
