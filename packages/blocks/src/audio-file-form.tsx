import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useEffect, useRef, useState } from 'react'
import { readAudioFile } from './audio-file'

/** Asks for the address of an audio file, and says what may be wrong with it before it is put in. Escape closes. */
export function AudioFileForm({
  id,
  onAdd,
  onClose,
}: {
  id: string
  onAdd: (url: string) => void
  onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])

  const file = readAudioFile(typed)
  const add = () => {
    if (file.ok) onAdd(file.url)
    else setAsked(true)
  }
  const problem = file.ok ? null : (file.problem ?? 'Write its address first.')
  return (
    <fieldset id={id} className="grid gap-1.5 rounded-control border border-line bg-bg p-2.5">
      <legend className="sr-only">Audio file</legend>
      <Field
        label="Address of the audio file"
        error={asked && problem !== null ? problem : undefined}
        hint={
          file.ok && file.warning !== null ? (
            <span className="text-warn">{file.warning}</span>
          ) : (
            'mp3, wav or gsm (8 kHz, mono), at most 10 MB, where the carrier can fetch it.'
          )
        }
      >
        {(control) => (
          <TextInput
            {...control}
            ref={input}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://example.com/welcome.mp3"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setAsked(false)
            }}
            onBlur={() => setAsked(typed.trim() !== '')}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== 'Escape') return
              event.preventDefault()
              event.stopPropagation()
              if (event.key === 'Enter') add()
              else onClose()
            }}
          />
        )}
      </Field>
      <div className="flex gap-1.5">
        <Button size="small" variant="primary" onClick={add}>
          Put in
        </Button>
        <Button size="small" variant="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </fieldset>
  )
}
