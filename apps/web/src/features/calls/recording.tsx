import { buttonLook } from '@patchbay/ui/button'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { IconButton } from '@patchbay/ui/icon-button'
import { Notice } from '@patchbay/ui/notice'
import { toast } from '@patchbay/ui/toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download, Pause, Play, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { length } from '../../app/moment'
import { useMay, useMyName } from '../../app/session'
import { trpc } from '../../app/trpc'
import { workspaceBase } from '../../app/workspace'
import type { Moment } from './timeline'
import { useWaveform } from './use-waveform'

export type RecordingProps = {
  callId: string
  /** The event that tells of it. */
  seq: number
  title: string
  state: NonNullable<Moment['recording']>
  mayDelete: boolean
}

/** A recording: drawn, played, kept as a file, or deleted. */
export function Recording({ callId, seq, title, state, mayDelete }: RecordingProps) {
  if (state !== 'there') return <p className="text-[13px] text-faint">{whyNot[state]}</p>
  return <Kept callId={callId} seq={seq} title={title} mayDelete={mayDelete} />
}

const whyNot = {
  deleted: 'The recording was deleted.',
  unknown: 'Where the recording is, is not known any more.',
  hidden: 'The recording is hidden from you here.',
} as const

function Kept({ callId, seq, title, mayDelete }: Omit<RecordingProps, 'state'>) {
  const paper = useRef<HTMLDivElement>(null)
  const manages = useMay('manage')
  const address = `${workspaceBase}/files/recordings/${callId}/${seq}`
  const { state, controls } = useWaveform(address, paper)
  const ready = state.kind === 'ready' ? state : null
  return (
    <section aria-label={`${title}, the recording`} className="mt-1 grid gap-0.5">
      {state.kind === 'failed' ? <Notice kind="warn">{state.message}</Notice> : null}
      {state.kind === 'too-long' ? (
        // biome-ignore lint/a11y/useMediaCaption: a caller's own words, which nobody has written down
        <audio controls preload="none" src={address} aria-label={title} className="h-9 w-full" />
      ) : null}
      <div className="flex items-center gap-1">
        {state.kind === 'loading' || ready ? (
          <IconButton
            label={ready?.playing ? 'Pause the recording' : 'Play the recording'}
            icon={ready?.playing ? Pause : Play}
            disabled={!ready}
            onClick={controls.toggle}
            className="-ml-2"
          />
        ) : null}
        <div className="relative h-9 min-w-0 flex-1">
          <div ref={paper} aria-hidden className="absolute inset-0" />
          <input
            type="range"
            aria-label="Place in the recording"
            aria-valuetext={ready ? `${length(ready.seconds * 1_000)} of ${length(ready.length * 1_000)}` : 'loading'}
            disabled={!ready}
            min={0}
            max={ready?.length ?? 1}
            step={0.1}
            value={ready?.seconds ?? 0}
            onChange={(event) => controls.seek(Number(event.target.value))}
            className="pointer-events-none absolute inset-0 h-full w-full appearance-none rounded bg-transparent opacity-0 focus-visible:opacity-100 [&::-webkit-slider-thumb]:opacity-0"
          />
        </div>
        {ready ? (
          <span className="text-xs text-faint tabular-nums">
            {length(ready.seconds * 1_000)} / {length(ready.length * 1_000)}
          </span>
        ) : null}
        <a
          href={`${address}?name=${encodeURIComponent(`recording-${callId.slice(-8)}-${seq}.mp3`)}`}
          download
          aria-label="Download the recording"
          title="Download the recording"
          className={buttonLook('quiet', 'small')}
        >
          <Download aria-hidden size={16} />
        </a>
        {mayDelete && manages ? <DeleteButton callId={callId} seq={seq} /> : null}
      </div>
    </section>
  )
}

function DeleteButton({ callId, seq }: { callId: string; seq: number }) {
  const [asking, setAsking] = useState(false)
  const name = useMyName()
  const client = useQueryClient()
  const remove = useMutation(
    trpc.calls.deleteRecording.mutationOptions({
      onSuccess: async () => {
        setAsking(false)
        toast('The recording is deleted here, and the call’s log says so.')
        await client.invalidateQueries({ queryKey: trpc.calls.get.queryKey({ id: callId }) })
      },
    }),
  )
  return (
    <>
      <IconButton label="Delete the recording…" icon={Trash2} onClick={() => setAsking(true)} />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete this recording?"
        description={
          <>
            Its address goes from everything that Patchbay keeps of this call, and nobody can play it here any more. The
            file itself is kept by the carrier, who has no way to delete it over the API: ask the carrier too. What a
            text message, a mail or another server was told of it before stays there. The call’s log will say that{' '}
            {name || 'somebody without a name'} deleted it.
          </>
        }
        confirm="Delete"
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ callId, seq })}
      />
    </>
  )
}
