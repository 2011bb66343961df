import { Button } from '@patchbay/ui/button'
import { Checkbox } from '@patchbay/ui/checkbox'
import { useState } from 'react'

export type MuteLasts = 'hour' | 'day' | 'until-on'

const choices = [
  { lasts: 'hour', label: 'For an hour' },
  { lasts: 'day', label: 'For a day' },
  { lasts: 'until-on', label: 'Until turned on' },
] as const

/** How long nobody is told of an alert, and whether of others like it. */
export function MuteForm({
  busy,
  onMute,
}: {
  busy: boolean
  onMute: (mute: { lasts: MuteLasts; all: boolean }) => void
}) {
  const [all, setAll] = useState(false)
  return (
    <fieldset className="mt-1 grid gap-2 rounded-control border border-line bg-bg p-2.5">
      <legend className="sr-only">Mute</legend>
      <p className="text-xs text-soft">It is still counted here. No mail and no webhook goes out.</p>
      <Checkbox label="Everything of this kind" checked={all} onChange={setAll} className="text-[13px]" />
      <div className="flex flex-wrap gap-1.5">
        {choices.map(({ lasts, label }) => (
          <Button key={lasts} size="small" disabled={busy} onClick={() => onMute({ lasts, all })}>
            {label}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
