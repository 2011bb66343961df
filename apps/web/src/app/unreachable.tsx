import { Button } from '@patchbay/ui/button'
import { EmptyState } from '@patchbay/ui/empty-state'
import { Unplug } from 'lucide-react'

/** The page is here, and the server that it belongs to is not. */
export function Unreachable() {
  return (
    <main>
      <title>Patchbay</title>
      <EmptyState
        icon={Unplug}
        title="The server can’t be reached"
        actions={
          <Button variant="primary" onClick={() => location.reload()}>
            Try again
          </Button>
        }
      >
        Check that Patchbay is running, then try again. What you drew and could not save is kept in this browser.
      </EmptyState>
    </main>
  )
}
