import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { Pill } from '@patchbay/ui/pill'
import { Select } from '@patchbay/ui/select'
import { TextArea } from '@patchbay/ui/text-area'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { writeNumber } from '../../app/phone-number'
import { useMay } from '../../app/session'
import { type Outputs, queryClient, trpc } from '../../app/trpc'
import { endOf, type Lasting, lastings } from './lasting'

type ListedNumber = Outputs['numbers']['list'][number]

const shownEnd = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** One number's message: written, switched on with an end, and switched off with one press. */
export function EmergencyCard({ number }: { number: ListedNumber }) {
  const { emergency } = number
  const operates = useMay('operate')
  const [message, setMessage] = useState(emergency.message)
  const [instead, setInstead] = useState(emergency.instead)
  const [lasting, setLasting] = useState<Lasting>('4h')
  const set = useMutation(
    trpc.numbers.setEmergency.mutationOptions({
      onSuccess: async ({ on }) => {
        await queryClient.invalidateQueries(trpc.numbers.list.pathFilter())
        toast.success(`The message is ${on ? 'on' : 'off'} for ${writeNumber(number.e164)}.`)
      },
    }),
  )
  const put = (on: boolean) =>
    set.mutate({
      numberId: number.id,
      on,
      message: message.trim(),
      instead,
      until: on ? endOf(lasting, new Date()) : null,
    })
  return (
    <section
      aria-label={writeNumber(number.e164)}
      className={`grid gap-3 rounded-card border bg-panel p-4 ${emergency.on ? 'border-bad' : 'border-line'}`}
    >
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-mono text-[15px] font-semibold">{writeNumber(number.e164)}</h2>
        {number.label ? <span className="text-soft">{number.label}</span> : null}
        {emergency.on ? <Pill tone="bad">On</Pill> : null}
      </div>
      {emergency.on ? (
        <>
          <blockquote className="border-l-2 border-bad pl-3 break-words">{emergency.message}</blockquote>
          <p className="text-soft">
            {emergency.instead ? 'In place of the menu' : 'Before the menu'}
            {emergency.until === null
              ? ', until it is switched off.'
              : `, until ${shownEnd.format(new Date(emergency.until))}.`}
          </p>
          {operates ? (
            <Button variant="primary" busy={set.isPending} className="h-12" onClick={() => put(false)}>
              Switch it off
            </Button>
          ) : null}
        </>
      ) : !operates ? (
        <p className="text-soft">No message is on.</p>
      ) : (
        <>
          <Field label="Message">
            {(control) => (
              <TextArea
                {...control}
                rows={3}
                value={message}
                maxLength={1_000}
                placeholder="We are closed today because of a burst water main. Please call again tomorrow."
                onChange={(event) => setMessage(event.target.value)}
              />
            )}
          </Field>
          <div className="grid grid-cols-1 gap-3 min-[420px]:grid-cols-2">
            <Field label="Callers hear it">
              {(control) => (
                <Select
                  {...control}
                  value={instead ? 'instead' : 'before'}
                  onChange={(chosen) => setInstead(chosen === 'instead')}
                  options={[
                    { value: 'before', label: 'before the menu' },
                    { value: 'instead', label: 'in its place' },
                  ]}
                />
              )}
            </Field>
            <Field label="It ends">
              {(control) => <Select {...control} value={lasting} onChange={setLasting} options={lastings} />}
            </Field>
          </div>
          <Button
            variant="danger"
            busy={set.isPending}
            disabled={message.trim() === ''}
            className="h-12"
            onClick={() => put(true)}
          >
            Switch it on
          </Button>
        </>
      )}
    </section>
  )
}
