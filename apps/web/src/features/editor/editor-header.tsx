import { Button } from '@patchbay/ui/button'
import { Dialog } from '@patchbay/ui/dialog'
import { Pill } from '@patchbay/ui/pill'
import { toast } from '@patchbay/ui/toast'
import { useQuery } from '@tanstack/react-query'
import { ChartColumn, History, Phone } from 'lucide-react'
import { useEffect } from 'react'
import { Link } from 'wouter'
import { writeNumber } from '../../app/phone-number'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { AlertBell } from '../alerts/alert-bell'
import { useHandset } from '../phone/handset-store'
import { useEditor } from './editor-context'
import { useEditorDialogs } from './editor-dialogs'
import { typing } from './editor-keys'
import type { FlowHead } from './flow-head'
import { FlowTitle } from './flow-title'
import { lookOnlySentence } from './look-only'
import { Presence } from './presence'
import { PublishDialog } from './publish-dialog'
import { SavePill } from './save-pill'
import { useSingleKeys } from './single-keys'

/** The bar above the canvas: which flow it is, whether it is saved, what answers calls now, and publishing. */
export function EditorHeader({ flow }: { flow: FlowHead }) {
  const publishing = useEditorDialogs((state) => state.open === 'publish')
  const { show, close } = useEditorDialogs.getState()
  const { mayDraw } = useEditor()
  const test = useTestCall(flow)
  const newest = flow.versions[0]
  const running = flow.versions.find((version) => version.numbers.length > 0)
  return (
    <header className="col-span-full flex min-h-13 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-panel px-4 py-2">
      <title>{`${flow.name} · Patchbay`}</title>
      <nav aria-label="Where this is" className="flex min-w-0 items-center gap-1 text-soft">
        <Link href="/flows" className="rounded-md px-1 hover:text-ink">
          Flows
        </Link>
        <span aria-hidden>/</span>
        {mayDraw ? (
          <FlowTitle id={flow.id} name={flow.name} />
        ) : (
          <h1 className="min-w-0 truncate px-1 py-0.5 font-semibold text-ink">{flow.name}</h1>
        )}
      </nav>
      {mayDraw ? <SavePill /> : <p className="text-[13px] text-soft">{lookOnlySentence}</p>}
      <div className="ml-auto flex items-center gap-2">
        <Presence />
        {running ? (
          <span title={running.numbers.map(writeNumber).join(', ')} className="max-lg:hidden">
            <Pill dot="live">
              v{running.number} answers {writeNumber(running.numbers[0] ?? '')}
              {running.numbers.length > 1 ? ` and ${running.numbers.length - 1} more` : ''}
            </Pill>
          </span>
        ) : newest ? (
          <Pill className="max-lg:hidden">v{newest.number} is on no number</Pill>
        ) : null}
        <Link
          href={`/flows/${flow.id}/history`}
          className="flex items-center gap-1.5 rounded-control px-2 py-1.5 font-medium text-soft hover:bg-bg hover:text-ink"
        >
          <History aria-hidden size={16} />
          <span className="max-sm:sr-only">History</span>
        </Link>
        <Link
          href={`/flows/${flow.id}/callers`}
          className="flex items-center gap-1.5 rounded-control px-2 py-1.5 font-medium text-soft hover:bg-bg hover:text-ink"
        >
          <ChartColumn aria-hidden size={16} />
          <span className="max-xl:sr-only">Where callers go</span>
        </Link>
        {test === null ? null : (
          <Button icon={Phone} onClick={test} title="Key T">
            Test call
          </Button>
        )}
        {mayDraw ? (
          <Button variant="primary" onClick={() => show('publish')}>
            Publish…
          </Button>
        ) : null}
        <AlertBell />
      </div>
      <Dialog
        open={publishing}
        onOpenChange={close}
        width="medium"
        title={`Publish “${flow.name}”`}
        description="Numbers run the new version from their next call on. Calls under way finish on the version they began with."
      >
        <PublishDialog flow={flow} onClose={close} />
      </Dialog>
    </header>
  )
}

/** Opens the handset on a number that runs this flow; null where no handset can ring. Key T does the same. */
function useTestCall(flow: FlowHead): (() => void) | null {
  const show = useHandset((state) => state.show)
  const info = useQuery(trpc.system.info.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  const rings = useMay('run')
  const possible = rings && (info.data?.simulator ?? false)
  const number = flow.versions.find((version) => version.numbers.length > 0)?.numbers[0]

  useEffect(() => {
    if (!possible) return
    const onKey = (event: KeyboardEvent) => {
      if (!useSingleKeys.getState().on) return
      if (event.key === 't' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event)) ring(number, show)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [possible, number, show])

  return possible ? () => ring(number, show) : null
}

function ring(number: string | undefined, show: (number?: string) => void) {
  if (number === undefined) toast('No number runs this flow yet. Publish it on one, then ring it.')
  else show(number)
}
