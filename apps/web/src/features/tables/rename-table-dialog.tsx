import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { queryClient, trpc } from '../../app/trpc'
import { tableName } from './table-name'

const form = z.object({ name: tableName })

/** Gives a table another name. */
export function RenameTableDialog({ table, onClose }: { table: { id: string; name: string }; onClose: () => void }) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { name: table.name },
  })
  const rename = useMutation(
    trpc.tables.rename.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.tables.pathFilter())
        onClose()
      },
    }),
  )
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title="Rename the table">
      <form onSubmit={handleSubmit(({ name }) => rename.mutate({ id: table.id, name }))} className="grid gap-4">
        <Field label="Name" hint="Its key stays, so no flow changes." error={formState.errors.name?.message}>
          {(control) => <TextInput {...control} {...register('name')} autoComplete="off" />}
        </Field>
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={rename.isPending}>
            Rename
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
