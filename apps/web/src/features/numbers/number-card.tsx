import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { Pill } from '@patchbay/ui/pill'
import { Select } from '@patchbay/ui/select'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { PhoneCall, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { writeNumber } from '../../app/phone-number'
import { useMay } from '../../app/session'
import { type Outputs, queryClient, trpc } from '../../app/trpc'
import { useHandset } from '../phone/handset-store'
import { BusyChoice } from './busy-choice'
import { Forwarding } from './forwarding'
import { KeepingChoice } from './keeping-choice'
import { NumberLabel } from './number-label'
import { NumberSettings } from './number-settings'
import { RemoveNumberDialog } from './remove-number-dialog'

type ListedNumber = Outputs['numbers']['list'][number]
type Choice = Outputs['numbers']['versions'][number]

export type NumberCardProps = {
  number: ListedNumber
  versions: readonly Choice[]
  simulated: boolean
  severalAccounts: boolean
}

const nobody = 'nobody'

/** One number: its label, what answers on it, where the carrier sends its calls, and what happens when we are too busy. */
export function NumberCard({ number, versions, simulated, severalAccounts }: NumberCardProps) {
  const [setting, setSetting] = useState(false)
  const [removing, setRemoving] = useState(false)
  const draws = useMay('draw')
  const runs = useMay('run')
  const manages = useMay('manage')
  const ring = useHandset((state) => state.show)
  const assign = useMutation(
    trpc.numbers.assign.mutationOptions({
      onSuccess: async ({ warnings }, { versionId }) => {
        await Promise.all([
          queryClient.invalidateQueries(trpc.numbers.pathFilter()),
          queryClient.invalidateQueries(trpc.flows.list.pathFilter()),
        ])
        const choice = versions.find((version) => version.versionId === versionId)
        const who = choice ? `“${choice.flowName}” v${choice.number} answers` : 'Nothing answers'
        toast.success(`${who} on ${writeNumber(number.e164)} from the next call on.`)
        for (const warning of warnings) toast.warning(warning)
      },
    }),
  )
  const current = number.version?.id ?? nobody
  return (
    <section
      aria-label={writeNumber(number.e164)}
      className="grid gap-x-6 gap-y-3 rounded-card border border-line bg-panel p-4 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)_minmax(0,1.3fr)_auto] lg:items-start"
    >
      <div className="grid gap-1">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="font-mono text-[15px] font-semibold">{writeNumber(number.e164)}</h2>
          {number.emergency.on ? <Pill tone="bad">Emergency message</Pill> : null}
          {number.callsNow > 0 ? (
            <Pill dot="live" tone="live">
              {number.callsNow === 1 ? '1 call' : `${number.callsNow} calls`}
            </Pill>
          ) : null}
        </div>
        <NumberLabel key={number.label} id={number.id} label={number.label} />
        {severalAccounts && number.account ? <p className="text-xs text-faint">On {number.account.name}</p> : null}
      </div>
      <Field
        label="Answers with"
        hint={
          number.version ? (
            <Link href={`/flows/${number.version.flowId}`} className="underline hover:text-ink">
              Open {number.version.flowName}
            </Link>
          ) : versions.length === 0 ? (
            draws ? (
              'Publish a flow first; then it can be chosen here.'
            ) : (
              'No flow is published yet.'
            )
          ) : (
            'Calls are turned away until a flow is chosen.'
          )
        }
      >
        {(control) =>
          draws ? (
            <Select
              {...control}
              value={current}
              disabled={assign.isPending}
              options={[{ value: nobody, label: 'Nothing' }, ...choices(number, versions)]}
              onChange={(value) =>
                value === current
                  ? undefined
                  : assign.mutate({ numberId: number.id, versionId: value === nobody ? null : value })
              }
            />
          ) : (
            <output {...control} className="flex h-9 items-center">
              {number.version ? `${number.version.flowName} v${number.version.number}` : 'Nothing'}
            </output>
          )
        }
      </Field>
      {number.notifyUrl === '' ? null : <Forwarding number={number} />}
      {simulated && runs && number.account?.fromEnvironment ? (
        <Button icon={PhoneCall} onClick={() => ring(number.e164)} className="lg:mt-[23px]">
          Ring it
        </Button>
      ) : null}
      {Object.keys(number.settings.declared).length > 0 ? (
        <div className="flex flex-wrap items-center gap-3 border-t border-line pt-3 lg:col-span-full">
          {runs ? (
            <Button icon={SlidersHorizontal} onClick={() => setSetting(true)}>
              Settings for this number
            </Button>
          ) : (
            <span className="text-[13px] font-medium">Settings for this number</span>
          )}
          <p className="text-soft">{givenWords(number)}</p>
        </div>
      ) : null}
      {setting ? <NumberSettings number={number} onClose={() => setSetting(false)} /> : null}
      <KeepingChoice id={number.id} e164={number.e164} keeps={number.keeps} />
      <BusyChoice id={number.id} e164={number.e164} busyMessage={number.busyMessage} />
      {manages ? (
        <div className="flex justify-end border-t border-line pt-3 lg:col-span-full">
          <Button size="small" variant="danger" onClick={() => setRemoving(true)}>
            Remove number
          </Button>
        </div>
      ) : null}
      {removing ? <RemoveNumberDialog number={number} onClose={() => setRemoving(false)} /> : null}
    </section>
  )
}

function givenWords({ settings: { declared, given } }: ListedNumber): string {
  const own = Object.keys(declared).filter((key) => Object.hasOwn(given, key)).length
  if (own === 0) return 'All as the flow says.'
  return `${own} of ${Object.keys(declared).length} are its own.`
}

/** What can be chosen; what runs now is among it even if the list came before it. */
function choices(number: ListedNumber, versions: readonly Choice[]) {
  const listed = versions.map((version) => ({
    value: version.versionId,
    label: `${version.flowName} v${version.number}`,
  }))
  const { version } = number
  if (!version || listed.some((option) => option.value === version.id)) return listed
  return [{ value: version.id, label: `${version.flowName} v${version.number}` }, ...listed]
}
