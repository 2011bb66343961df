import { carrierLimits } from '@patchbay/flow/field'
import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { TextArea } from '@patchbay/ui/text-area'
import { useState } from 'react'

export type BusyMessageProps = {
  /** As the server has it; empty: none yet. */
  saved: string
  busy: boolean
  onSave: (message: string) => void
  /** What was typed is dropped. */
  onCancel: () => void
}

/** The words for a busy line. They are kept when one says so, not while one types: callers hear them at once. */
export function BusyMessage({ saved, busy, onSave, onCancel }: BusyMessageProps) {
  const [draft, setDraft] = useState(saved)
  const message = draft.trim()
  const changed = message !== saved
  const error = faultOf(message)
  return (
    <form
      className="grid gap-2 lg:col-span-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (error === undefined && message !== '') onSave(message)
      }}
    >
      <Field
        label="Message"
        aside={`${message.length.toLocaleString()} of ${carrierLimits.msg.toLocaleString()}`}
        error={error}
      >
        {(control) => (
          <TextArea
            {...control}
            value={draft}
            rows={2}
            placeholder="All our lines are busy. Please ring again in a few minutes."
            onChange={(event) => setDraft(event.target.value)}
          />
        )}
      </Field>
      {changed || saved === '' ? (
        <div className="flex justify-end gap-2">
          <Button
            size="small"
            onClick={() => {
              setDraft(saved)
              onCancel()
            }}
          >
            Cancel
          </Button>
          <Button
            size="small"
            type="submit"
            variant="primary"
            busy={busy}
            disabled={message === '' || error !== undefined}
          >
            Save message
          </Button>
        </div>
      ) : null}
    </form>
  )
}

function faultOf(message: string): string | undefined {
  if (message.length > carrierLimits.msg) return `Shorten it to ${carrierLimits.msg.toLocaleString()} characters.`
  if (message.includes('{{')) return 'Variables in {{ }} can’t be filled in here: write plain words.'
  return undefined
}
