import { Button } from '@patchbay/ui/button'
import { CopyButton } from '@patchbay/ui/copy-button'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { ago, exactly } from '../../app/moment'
import { writeNumber } from '../../app/phone-number'
import { type Outputs, queryClient, trpc } from '../../app/trpc'

type ListedNumber = Outputs['numbers']['list'][number]

/** Where the carrier sends a number's calls, when it said so, and the way to have it asked again or set. */
export function Forwarding({ number }: { number: ListedNumber }) {
  const { id: numberId, e164, notifyUrl, account, forwarding } = number
  const settled = { onSettled: () => queryClient.invalidateQueries(trpc.numbers.list.pathFilter()) }
  const verify = useMutation(
    trpc.numbers.verifyForwarding.mutationOptions({
      ...settled,
      onSuccess: ({ state }) => {
        if (state === 'here') toast.success(`The carrier sends calls to ${writeNumber(e164)} here.`)
        else toast.warning(`The carrier does not send calls to ${writeNumber(e164)} here.`)
      },
    }),
  )
  const set = useMutation(
    trpc.numbers.setForwarding.mutationOptions({
      ...settled,
      onSuccess: () => toast.success(`The carrier now sends calls to ${writeNumber(e164)} here.`),
    }),
  )
  const away = forwarding.state !== 'here' && forwarding.checkedAt !== null
  return (
    <div className="grid min-w-0 gap-1">
      <span className="text-[13px] font-medium">The carrier sends calls to</span>
      <div className="flex h-9 min-w-0 items-center gap-1 rounded-control border border-line bg-bg pl-2.5">
        <code className="min-w-0 flex-1 truncate font-mono text-xs text-soft" title={notifyUrl}>
          {notifyUrl}
        </code>
        <CopyButton text={notifyUrl} label="Copy the address" />
      </div>
      <p className={clsx('text-xs break-words', away || account === null ? 'text-warn' : 'text-faint')}>
        {account === null
          ? 'Its carrier account was removed: it answers nothing until another account has it.'
          : words(number)}
        {forwarding.checkedAt === null ? null : (
          <>
            {' '}
            <time dateTime={forwarding.checkedAt} title={exactly(forwarding.checkedAt)}>
              Asked {ago(forwarding.checkedAt)}.
            </time>
          </>
        )}
      </p>
      {account === null ? null : (
        <div className="flex flex-wrap gap-2">
          <Button size="small" busy={verify.isPending} onClick={() => verify.mutate({ numberId })}>
            Verify forwarding
          </Button>
          {away && forwarding.state !== 'unknown' ? (
            <Button size="small" busy={set.isPending} onClick={() => set.mutate({ numberId })}>
              Send them here
            </Button>
          ) : null}
        </div>
      )}
    </div>
  )
}

function words({ forwarding: { state, address, checkedAt } }: ListedNumber): string {
  if (checkedAt === null) return 'Set at the carrier for you; keep it to yourself.'
  switch (state) {
    case 'here':
      return 'Set and verified; keep it to yourself.'
    case 'nowhere':
      return 'It sends them nowhere yet.'
    case 'elsewhere':
      return `It sends them to ${address} instead.`
    case 'unknown':
      return 'Its account does not have this number any more.'
  }
}
