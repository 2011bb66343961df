import { Button } from '@patchbay/ui/button'
import { Dialog } from '@patchbay/ui/dialog'
import { Notice } from '@patchbay/ui/notice'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { writeNumber } from '../../app/phone-number'
import { type Outputs, queryClient, sentenceOf, trpc } from '../../app/trpc'
import { mayInsist } from '../carriers/may-insist'

/** Says what happens when a number is taken out of Patchbay, and takes it out. Where the carrier can't be told, one may insist. */
export function RemoveNumberDialog({
  number: { id: numberId, e164, version, callsNow },
  onClose,
}: {
  number: Outputs['numbers']['list'][number]
  onClose: () => void
}) {
  const remove = useMutation(
    trpc.numbers.remove.mutationOptions({
      meta: { quiet: true },
      onSuccess: async () => {
        toast.success(`${writeNumber(e164)} is removed.`)
        onClose()
      },
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.numbers.pathFilter()),
          queryClient.invalidateQueries(trpc.flows.list.pathFilter()),
          queryClient.invalidateQueries(trpc.carriers.list.pathFilter()),
        ]),
    }),
  )
  const insist = mayInsist(remove.error)
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Remove ${writeNumber(e164)}?`}
      description="The carrier is told to send its calls where it did before. It stays yours at the carrier, and can be added again."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            busy={remove.isPending}
            disabled={callsNow > 0}
            onClick={() => remove.mutate({ numberId, anyway: insist })}
          >
            {insist ? 'Remove it all the same' : 'Remove number'}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <ul className="grid list-disc gap-1 pl-5 text-soft">
          <li>{version ? `“${version.flowName}” answers it no more.` : 'Nothing answers it now.'}</li>
          <li>Its calls stay in the log and in the charts.</li>
        </ul>
        {callsNow > 0 ? (
          <Notice kind="warn">
            {callsNow === 1 ? 'A call is' : `${callsNow} calls are`} under way on it. Remove it when{' '}
            {callsNow === 1 ? 'it is' : 'they are'} over.
          </Notice>
        ) : null}
        {remove.error ? <Notice kind="bad">{sentenceOf(remove.error)}</Notice> : null}
      </div>
    </Dialog>
  )
}
