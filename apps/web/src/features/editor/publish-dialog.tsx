import { blocks } from '@patchbay/blocks/blocks'
import { blocksPublishing, findProblems, type Problem } from '@patchbay/flow/problems'
import { Button } from '@patchbay/ui/button'
import { Checkbox } from '@patchbay/ui/checkbox'
import { Field } from '@patchbay/ui/field'
import { Notice } from '@patchbay/ui/notice'
import { Skeleton } from '@patchbay/ui/skeleton'
import { TextInput } from '@patchbay/ui/text-input'
import { toast } from '@patchbay/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { writeNumber } from '../../app/phone-number'
import { type Outputs, queryClient, sentenceOf, trpc, trpcClient } from '../../app/trpc'
import { useHandset } from '../phone/handset-store'
import { useEditor, useFlow } from './editor-context'
import type { FlowHead } from './flow-head'
import { blockOf } from './flow-index'
import { SinceLive } from './since-live'
import { useReveal } from './use-reveal'

type NumberRow = Outputs['numbers']['list'][number]

/** Says what keeps the flow from being published; else asks which numbers shall run it, and publishes what is drawn now. */
export function PublishDialog({ flow, onClose }: { flow: FlowHead; onClose: () => void }) {
  const document = useFlow((state) => state.document)
  const neighbours = useFlow((state) => state.neighbours)
  const problems = findProblems(blocks, document, neighbours)
  const outgoing = Object.values(document.nodes).some((node) => blockOf(node)?.direction === 'outgoing')
  if (blocksPublishing(problems))
    return <Unfinished sentences={problems.filter(({ severity }) => severity === 'error')} onClose={onClose} />
  const doubts = problems.filter(({ severity }) => severity === 'warning')
  return <PublishForm flow={flow} doubts={doubts} outgoing={outgoing} onClose={onClose} />
}

function Unfinished({
  sentences,
  onClose,
}: {
  sentences: readonly { message: string; node?: string }[]
  onClose: () => void
}) {
  const reveal = useReveal()
  return (
    <div className="grid gap-3">
      <p>{sentences.length === 1 ? 'One thing is' : `${sentences.length} things are`} to be mended first:</p>
      <ul className="grid gap-1">
        {sentences.map(({ message, node }) => (
          <li key={`${node}:${message}`}>
            <button
              type="button"
              disabled={node === undefined}
              onClick={() => {
                if (node === undefined) return
                onClose()
                reveal(node)
              }}
              className="w-full rounded-control border border-line px-3 py-2 text-left enabled:hover:bg-bg"
            >
              {message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function PublishForm({
  flow,
  doubts,
  outgoing,
  onClose,
}: {
  flow: FlowHead
  doubts: readonly Problem[]
  outgoing: boolean
  onClose: () => void
}) {
  const { autosave } = useEditor()
  const show = useHandset((state) => state.show)
  const numbers = useQuery(trpc.numbers.list.queryOptions(undefined, { enabled: !outgoing }))
  const info = useQuery(trpc.system.info.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  const [picked, setPicked] = useState<readonly string[] | null>(null)
  const [note, setNote] = useState('')
  const chosen = picked ?? numbers.data?.filter(({ version }) => version?.flowId === flow.id).map(({ id }) => id) ?? []

  const publish = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      const revision = await autosave.flush()
      if (revision === null) throw new NotSaved()
      const numberIds = outgoing ? [] : [...chosen]
      return trpcClient.flows.publish.mutate({ id: flow.id, revision, numberIds, note: note.trim() })
    },
    onSuccess: ({ version, warnings }) => {
      const rung = numbers.data?.filter(({ id }) => chosen.includes(id)).map(({ e164 }) => e164) ?? []
      const [first] = rung
      toast.success(announcement(version, rung), {
        duration: 12_000,
        ...(first !== undefined && info.data?.simulator
          ? { action: { label: 'Ring it', onClick: () => show(first) } }
          : {}),
      })
      for (const warning of warnings) toast.warning(warning, { duration: 20_000 })
      void queryClient.invalidateQueries(trpc.flows.pathFilter())
      void queryClient.invalidateQueries(trpc.numbers.pathFilter())
      onClose()
    },
  })

  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        publish.mutate()
      }}
    >
      <SinceLive flow={flow} />
      {doubts.length > 0 ? (
        <Notice kind="warn">
          <p className="font-medium">
            {doubts.length === 1 ? 'One doubt remains:' : `${doubts.length} doubts remain:`}
          </p>
          <ul className="list-disc pl-4">
            {doubts.slice(0, 5).map(({ message, node }) => (
              <li key={`${node}:${message}`}>{message}</li>
            ))}
          </ul>
          {doubts.length > 5 ? <p>And {doubts.length - 5} more, in the list below the canvas.</p> : null}
        </Notice>
      ) : null}
      {outgoing ? (
        <p className="text-soft">
          This flow rings somebody, so it is on no number. Once published, place its calls from the Calls page.
        </p>
      ) : (
        <fieldset className="grid gap-2">
          <legend className="mb-1 text-[13px] font-medium">Numbers that shall run it</legend>
          {numbers.isPending ? <Skeleton className="h-16" /> : null}
          {numbers.isError ? <Notice kind="bad">{sentenceOf(numbers.error)}</Notice> : null}
          {numbers.data?.length === 0 ? (
            <p className="text-soft">There is no number yet. Fetch yours from the carrier on the Numbers page.</p>
          ) : null}
          {numbers.data?.map((number) => (
            <Checkbox
              key={number.id}
              label={`${writeNumber(number.e164)}${number.label ? `  ${number.label}` : ''}`}
              hint={nowRuns(number, flow.id)}
              checked={chosen.includes(number.id)}
              onChange={(on) => setPicked(on ? [...chosen, number.id] : chosen.filter((id) => id !== number.id))}
            />
          ))}
          {numbers.data && numbers.data.length > 0 && chosen.length === 0 ? (
            <p className="text-xs text-faint">With no number chosen the version is kept, but no call reaches it.</p>
          ) : null}
        </fieldset>
      )}
      <Field label="Note" aside="optional" hint="What is new, for whoever looks back later.">
        {(control) => (
          <TextInput {...control} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        )}
      </Field>
      {publish.isError ? (
        <Notice kind="bad">
          {publish.error instanceof NotSaved ? publish.error.message : sentenceOf(publish.error)}
        </Notice>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={publish.isPending} disabled={!outgoing && numbers.isPending}>
          Publish v{(flow.versions[0]?.number ?? 0) + 1}
        </Button>
      </div>
    </form>
  )
}

class NotSaved extends Error {
  constructor() {
    super('Your last changes could not be saved, so nothing was published. Try again in a moment.')
  }
}

function nowRuns({ version, callsNow }: NumberRow, flowId: string): string {
  const calls = callsNow === 0 ? '' : `, ${callsNow} ${callsNow === 1 ? 'call' : 'calls'} under way`
  if (!version) return `Runs nothing${calls}`
  return version.flowId === flowId
    ? `Runs v${version.number} of this flow${calls}`
    : `Runs v${version.number} of “${version.flowName}”${calls}: publishing replaces it here`
}

/** What a toast says of a new version and the numbers, E.164, that run it. */
function announcement(version: number, numbers: readonly string[]): string {
  const [first, ...more] = numbers
  if (first === undefined) return `v${version} is published.`
  return `v${version} answers ${writeNumber(first)}${more.length > 0 ? ` and ${more.length} more` : ''}.`
}
