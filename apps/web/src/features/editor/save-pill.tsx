import { Pill } from '@patchbay/ui/pill'
import { exactly } from '../../app/moment'
import { useEditor, useSaving } from './editor-context'

const words = {
  saved: 'Saved',
  waiting: 'Unsaved changes',
  saving: 'Saving…',
  failed: 'Not saved: kept here',
  offline: 'Offline: kept here',
  stale: 'Changed elsewhere',
} as const

const dots = {
  saved: 'live',
  waiting: 'done',
  saving: 'done',
  failed: 'bad',
  offline: 'warn',
  stale: 'warn',
} as const

/** Whether the flow is saved, in words. Pressing “Not saved” tries again at once. */
export function SavePill() {
  const { autosave } = useEditor()
  const kind = useSaving((state) => state.kind)
  const message = useSaving((state) => state.message)
  const updatedAt = useSaving((state) => state.updatedAt)
  const pill = (
    <Pill dot={dots[kind]} tone={kind === 'failed' ? 'bad' : kind === 'stale' || kind === 'offline' ? 'warn' : 'plain'}>
      {words[kind]}
    </Pill>
  )
  return (
    <div role="status" className="min-w-0">
      {kind === 'failed' || kind === 'offline' ? (
        <button type="button" title={message} onClick={() => void autosave.flush()}>
          {pill}
          <span className="sr-only">{message} Press to try again now.</span>
        </button>
      ) : (
        <span title={`Last saved ${exactly(updatedAt)}`}>{pill}</span>
      )}
    </div>
  )
}
