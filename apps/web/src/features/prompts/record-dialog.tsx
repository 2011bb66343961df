import { languageName } from '@patchbay/blocks/voice'
import { Button } from '@patchbay/ui/button'
import { Dialog } from '@patchbay/ui/dialog'
import { Notice } from '@patchbay/ui/notice'
import { useMutation } from '@tanstack/react-query'
import { Mic, Square } from 'lucide-react'
import { length, useNow } from '../../app/moment'
import { keepRecording } from './prompt-files'
import { useRecorder } from './use-recorder'

export type RecordDialogProps = { prompt: { id: string; name: string }; language: string; onClose: () => void }

/** Records a prompt with this computer's microphone; it is listened to before it is kept. */
export function RecordDialog({ prompt, language, onClose }: RecordDialogProps) {
  const { recorder, start, stop } = useRecorder()
  const keep = useMutation({
    meta: { quiet: true },
    mutationFn: (wav: Blob) => keepRecording({ id: prompt.id, language }, wav),
    onSuccess: onClose,
  })
  const recorded = recorder.state === 'recorded' ? recorder : null
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Record “${prompt.name}” in ${languageName(language)}`}
      description="Five minutes at most. Callers hear it once you have listened to it and keep it."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {recorder.state === 'recording' ? (
            <Button icon={Square} variant="primary" onClick={stop}>
              Stop
            </Button>
          ) : (
            <Button
              icon={Mic}
              variant={recorded ? 'plain' : 'primary'}
              busy={recorder.state === 'working'}
              disabled={keep.isPending}
              onClick={() => {
                keep.reset()
                void start()
              }}
            >
              {recorded ? 'Record again' : 'Start'}
            </Button>
          )}
          {recorded ? (
            <Button variant="primary" busy={keep.isPending} onClick={() => keep.mutate(recorded.wav)}>
              Keep
            </Button>
          ) : null}
        </>
      }
    >
      <div className="grid min-h-14 gap-3">
        {recorder.state === 'idle' && recorder.fault !== null ? <Notice kind="bad">{recorder.fault}</Notice> : null}
        {keep.isError ? <Notice kind="bad">{keep.error.message}</Notice> : null}
        {recorder.state === 'recording' ? <Running since={recorder.since} /> : null}
        {recorded ? (
          // biome-ignore lint/a11y/useMediaCaption: it was said a moment ago, by who listens
          <audio controls src={recorded.address} aria-label="What was recorded" className="h-10 w-full" />
        ) : null}
      </div>
    </Dialog>
  )
}

function Running({ since }: { since: number }) {
  const now = useNow(true, 250)
  return (
    <p className="flex items-center gap-2 text-base tabular-nums">
      <span aria-hidden className="size-3 animate-pulse rounded-full bg-bad" />
      <span role="status">Recording</span>
      <span className="text-soft">{length(now - since)}</span>
    </p>
  )
}
