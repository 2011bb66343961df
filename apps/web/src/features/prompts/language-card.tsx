import { languageName } from '@patchbay/blocks/voice'
import { Button } from '@patchbay/ui/button'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { IconButton } from '@patchbay/ui/icon-button'
import { Menu } from '@patchbay/ui/menu'
import { Notice } from '@patchbay/ui/notice'
import { useMutation } from '@tanstack/react-query'
import { Ellipsis, FileUp, History, Mic, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { ChooseFileButton } from '../../app/choose-file-button'
import { DropFiles } from '../../app/drop-files'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { HistoryDialog } from './history-dialog'
import { keepRecording, promptFiles, refreshPrompts } from './prompt-files'
import { RecordDialog } from './record-dialog'
import { TakeNote } from './take-note'
import { type Take, TakeSound } from './take-sound'
import { TextDialog } from './text-dialog'

export type LanguageCardProps = {
  prompt: { id: string; name: string }
  language: string
  /** What is heard now; null: nothing. */
  take: Take | null
  /** Something was heard before. */
  hasHistory: boolean
}

/** A prompt in one language: what callers hear, and everything to hear instead. */
export function LanguageCard({ prompt, language, take, hasHistory }: LanguageCardProps) {
  const [asking, setAsking] = useState<'text' | 'record' | 'history' | 'remove' | null>(null)
  const done = () => setAsking(null)
  const draws = useMay('draw')
  const spot = { id: prompt.id, language }
  const name = languageName(language)
  const upload = useMutation({
    meta: { quiet: true },
    mutationFn: (file: File) => keepRecording(spot, file),
  })
  const remove = useMutation(
    trpc.prompts.removeLanguage.mutationOptions({ onSuccess: refreshPrompts, onSettled: done }),
  )
  const now = take?.sound.kind === 'text' ? take.sound : { text: '', gender: null }
  return (
    <DropFiles
      invitation={`Drop an MP3 or WAV file to have it heard in ${name}`}
      onFiles={draws ? ([first]) => (first ? upload.mutate(first) : undefined) : null}
    >
      <section aria-label={name} className="grid gap-3 rounded-card border border-line bg-panel p-4">
        <div className="flex items-center gap-3">
          <h2 className="min-w-0 flex-1 font-semibold break-words">
            {name} <span className="font-mono text-[13px] font-normal text-faint">{language}</span>
          </h2>
          {hasHistory ? (
            <Menu
              trigger={<IconButton label={`More about ${name}`} icon={Ellipsis} />}
              items={[
                { label: 'History…', icon: History, onSelect: () => setAsking('history') },
                ...(take && draws
                  ? [{ label: 'Remove…', icon: Trash2, danger: true, onSelect: () => setAsking('remove') }]
                  : []),
              ]}
            />
          ) : null}
        </div>
        {take ? (
          <>
            <TakeSound take={take} label={`what is heard in ${name}`} />
            <TakeNote take={take} />
          </>
        ) : (
          <p className="text-soft">
            Nothing is heard in this language yet.{draws ? ' Write a text, or give it a recording.' : null}
          </p>
        )}
        {upload.isError ? <Notice kind="bad">{upload.error.message}</Notice> : null}
        {draws ? (
          <div className="flex flex-wrap gap-2">
            <Button size="small" icon={PencilLine} onClick={() => setAsking('text')}>
              {now.text === '' ? 'Write text…' : 'Edit text…'}
            </Button>
            <ChooseFileButton
              size="small"
              icon={FileUp}
              accept={promptFiles}
              label={`MP3 or WAV file in ${name}`}
              busy={upload.isPending}
              onFile={(file) => upload.mutate(file)}
            >
              Upload…
            </ChooseFileButton>
            <Button size="small" icon={Mic} onClick={() => setAsking('record')}>
              Record…
            </Button>
          </div>
        ) : null}
      </section>
      {asking === 'text' ? <TextDialog prompt={prompt} language={language} now={now} onClose={done} /> : null}
      {asking === 'record' ? <RecordDialog prompt={prompt} language={language} onClose={done} /> : null}
      {asking === 'history' ? <HistoryDialog prompt={prompt} language={language} onClose={done} /> : null}
      <ConfirmDialog
        open={asking === 'remove'}
        onOpenChange={(open) => (open ? undefined : done())}
        title={`Remove ${name}?`}
        description="Callers in this language hear the next more general one, or nothing. It can be brought back from the history."
        confirm="Remove"
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate(spot)}
      />
    </DropFiles>
  )
}
