import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { writeNumber } from '../../app/phone-number'
import { useMay } from '../../app/session'
import { queryClient, trpc } from '../../app/trpc'
import { BusyMessage } from './busy-message'

export type BusyChoiceProps = { id: string; e164: string; busyMessage: string | null }

/** What a caller meets when we have no room for another call: ringing, or words. */
export function BusyChoice({ id, e164, busyMessage }: BusyChoiceProps) {
  const [writing, setWriting] = useState(false)
  const runs = useMay('run')
  const set = useMutation(
    trpc.numbers.setBusyMessage.mutationOptions({
      onSuccess: async (_, { message }) => {
        await queryClient.invalidateQueries(trpc.numbers.list.pathFilter())
        setWriting(false)
        const what = message === null ? 'rings out' : 'speaks your message'
        toast.success(`${writeNumber(e164)} ${what} when we are too busy.`)
      },
    }),
  )
  if (!runs)
    return (
      <p className="border-t border-line pt-3 lg:col-span-full">
        <span className="text-[13px] font-medium">When we are too busy</span>{' '}
        <span className="text-soft">{busyMessage === null ? 'it rings out.' : `callers hear: “${busyMessage}”`}</span>
      </p>
    )
  const speaks = writing || busyMessage !== null
  const choose = (value: string) => {
    if (value === 'speak') setWriting(true)
    else if (busyMessage === null) setWriting(false)
    else set.mutate({ numberId: id, message: null })
  }
  return (
    <div className="grid gap-y-3 border-t border-line pt-3 lg:col-span-full lg:grid-cols-subgrid lg:items-start">
      <Field
        label="When we are too busy"
        hint={speaks ? 'Callers hear it, then the line is cut.' : 'Callers hear it ring until they give up.'}
      >
        {(control) => (
          <Select
            {...control}
            value={speaks ? 'speak' : 'ring'}
            disabled={set.isPending}
            options={[
              { value: 'ring', label: 'Let it ring out' },
              { value: 'speak', label: 'Speak a message' },
            ]}
            onChange={choose}
          />
        )}
      </Field>
      {speaks ? (
        <BusyMessage
          key={busyMessage}
          saved={busyMessage ?? ''}
          busy={set.isPending}
          onSave={(message) => set.mutate({ numberId: id, message })}
          onCancel={() => setWriting(false)}
        />
      ) : null}
    </div>
  )
}
