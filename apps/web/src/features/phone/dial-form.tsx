import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { Notice } from '@patchbay/ui/notice'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { useQuery } from '@tanstack/react-query'
import { Phone } from 'lucide-react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { readNumber, writeNumber } from '../../app/phone-number'
import { trpc } from '../../app/trpc'
import { useHandset } from './handset-store'
import { useLine } from './line'
import { readNumbers } from './simulator-control'

const form = z.object({
  from: z
    .string()
    .transform(readNumber)
    .refine((number) => number !== null, 'Write it with + and the country code, such as +65 9123 4567.'),
})

/** Which number to ring, and as whom. */
export function DialForm() {
  const { number, choose } = useHandset()
  const { ring, busy } = useLine()
  const carrierNumbers = useQuery({ queryKey: ['simulator', 'numbers'], queryFn: readNumbers })
  const ours = useQuery(trpc.numbers.list.queryOptions())
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { from: '+65 9123 4567' },
  })
  const options = (carrierNumbers.data ?? []).map(({ number: e164 }) => {
    const known = ours.data?.find((candidate) => candidate.e164 === e164)
    return {
      value: e164,
      label: writeNumber(e164),
      hint: known?.version?.flowName ?? known?.label ?? 'nothing answers',
    }
  })
  const answering = ours.data?.find(
    (candidate) => candidate.version !== null && candidate.account?.fromEnvironment,
  )?.e164
  const chosen = number ?? answering ?? options[0]?.value ?? null
  return (
    <form
      className="grid gap-3"
      onSubmit={handleSubmit(({ from }) => {
        if (from && chosen) void ring(from, chosen)
      })}
    >
      <Field label="Ring">
        {(control) => <Select {...control} value={chosen} options={options} onChange={choose} />}
      </Field>
      <Field label="Calling from" error={formState.errors.from?.message}>
        {(control) => <TextInput {...control} {...register('from')} mono type="tel" autoComplete="off" />}
      </Field>
      {carrierNumbers.isError ? <Notice kind="bad">{carrierNumbers.error.message}</Notice> : null}
      <Button type="submit" variant="primary" icon={Phone} busy={busy} disabled={chosen === null}>
        Ring
      </Button>
    </form>
  )
}
