import { carrierLimits } from '@patchbay/flow/field'
import { Button } from '@patchbay/ui/button'
import { FileMusic } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { AudioFileForm } from './audio-file-form'
import { unreadMark } from './heard'
import { filePart } from './message-parts'
import { MessagePlayer } from './message-player'
import type { BoundField } from './view'
import { putInPart, type Selection } from './voice'
import { VoiceSelects } from './voice-selects'
import { selectLater, WordsField } from './words-field'

/**
 * What the caller hears: words with variables, voices and audio files, heard at a press and measured in seconds. `example`
 * shows in grey how one may read.
 */
export function MessageField({ example, ...field }: BoundField<string> & { example: string }) {
  const { value, onChange } = field
  const area = useRef<HTMLTextAreaElement>(null)
  const [selected, setSelection] = useState<Selection | null>(null)
  // An undo may have taken away what was selected.
  const selection = selected !== null && selected.end <= value.length ? selected : null
  const [adding, setAdding] = useState(false)
  const addButton = useRef<HTMLButtonElement>(null)
  const formId = useId()

  function change(message: string, words: Selection | null, focus: boolean) {
    onChange(message)
    setSelection(words)
    if (words) selectLater(area, words, focus)
  }

  return (
    <WordsField
      {...field}
      error={field.error ?? markProblem(value)}
      max={carrierLimits.msg}
      placeholder={[field.placeholder, `Such as: ${example}`].filter(Boolean).join(' ')}
      area={area}
      onSelect={setSelection}
    >
      <div className="flex flex-wrap items-center gap-x-1 gap-y-1.5">
        <MessagePlayer message={value} />
        <Button
          ref={addButton}
          size="small"
          variant="quiet"
          icon={FileMusic}
          aria-expanded={adding}
          {...(adding ? { 'aria-controls': formId } : {})}
          onClick={() => setAdding(!adding)}
        >
          Audio file…
        </Button>
      </div>
      {adding ? (
        <AudioFileForm
          id={formId}
          onAdd={(url) => {
            const put = putInPart(value, selection?.end ?? value.length, filePart(url))
            change(put.message, { start: put.at, end: put.at }, true)
            setAdding(false)
          }}
          onClose={() => {
            setAdding(false)
            addButton.current?.focus()
          }}
        />
      ) : null}
      <VoiceSelects
        message={value}
        selection={selection}
        onChange={(message, words) => change(message, words, false)}
      />
    </WordsField>
  )
}

function markProblem(message: string): string | undefined {
  const mark = unreadMark(message)
  return mark === null
    ? undefined
    : `The carrier can’t read “${mark}”. It knows <speech>…</speech> and <url>…</url>; for the sign itself, write &lt;.`
}
