import { Button } from '@patchbay/ui/button'
import { Dialog } from '@patchbay/ui/dialog'
import { Notice } from '@patchbay/ui/notice'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { writeNumber } from '../../app/phone-number'
import { queryClient, sentenceOf, trpc } from '../../app/trpc'
import type { Account } from './carriers-section'
import { mayInsist } from './may-insist'

/** So many numbers are named; the others are counted. */
const named = 6

/** Says what goes with an account, and removes it. Where the carrier can't be told, one may insist. */
export function RemoveAccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { id: accountId, name, numbers, callsNow } = account
  const remove = useMutation(
    trpc.carriers.remove.mutationOptions({
      meta: { quiet: true },
      onSuccess: () => {
        toast.success(`“${name}” is removed.`)
        onClose()
      },
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.carriers.list.pathFilter()),
          queryClient.invalidateQueries(trpc.numbers.pathFilter()),
        ]),
    }),
  )
  const insist = mayInsist(remove.error)
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Remove “${name}”?`}
      description="Its access token is forgotten. Calls that are over stay in the log."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            busy={remove.isPending}
            disabled={callsNow > 0}
            onClick={() => remove.mutate({ accountId, anyway: insist })}
          >
            {insist ? 'Remove it all the same' : 'Remove'}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {numbers.length === 0 ? (
          <p>No number belongs to it.</p>
        ) : (
          <>
            <p>
              {numbers.length === 1 ? 'This number rings' : 'These numbers ring'} no longer here. The carrier is told to
              send {numbers.length === 1 ? 'its' : 'their'} calls where it did before.
            </p>
            <ul className="grid gap-0.5">
              {numbers.slice(0, named).map(({ id, e164, label }) => (
                <li key={id}>
                  <span className="font-mono text-[13px]">{writeNumber(e164)}</span>
                  {label ? <span className="text-soft"> {label}</span> : null}
                </li>
              ))}
              {numbers.length > named ? <li className="text-soft">and {numbers.length - named} more</li> : null}
            </ul>
          </>
        )}
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
