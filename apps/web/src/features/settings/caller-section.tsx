import { Button } from '@patchbay/ui/button'
import { useState } from 'react'
import { Section } from '../../app/section'
import { ForgetCallerDialog } from './forget-caller-dialog'

/** What somebody may ask for: that what is kept of them be found, and removed. */
export function CallerSection() {
  const [open, setOpen] = useState(false)
  return (
    <Section
      title="A caller’s data"
      lead="Find all that is kept of a number, and remove it."
      action={<Button onClick={() => setOpen(true)}>Find…</Button>}
    >
      {open ? <ForgetCallerDialog onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}
