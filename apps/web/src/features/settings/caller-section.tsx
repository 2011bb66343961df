import { Button } from '@patchbay/ui/button'
import { useState } from 'react'
import { ForgetCallerDialog } from './forget-caller-dialog'

/** What somebody may ask for: that what is kept of them be found, and removed. */
export function CallerSection() {
  const [open, setOpen] = useState(false)
  return (
    <section aria-labelledby="callers" className="mt-4 rounded-card border border-line bg-panel p-4 sm:p-5">
      <div className="flex items-start justify-between gap-3">
        <div>
          <h2 id="callers" className="font-semibold">
            A caller’s data
          </h2>
          <p className="mt-0.5 text-soft">Find all that is kept of a number, and remove it.</p>
        </div>
        <Button onClick={() => setOpen(true)}>Find…</Button>
      </div>
      {open ? <ForgetCallerDialog onClose={() => setOpen(false)} /> : null}
    </section>
  )
}
