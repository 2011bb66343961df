import { Button } from '@patchbay/ui/button'
import { Notice } from '@patchbay/ui/notice'
import { create } from 'zustand'
import { useSession } from '../../app/session'

const key = 'patchbay-local-notice'

const useSeen = create<{ seen: boolean }>(() => ({ seen: kept() }))

/** Tells whoever sits at this machine, until they put it away, why nobody asked them for a password. */
export function LocalNotice() {
  const local = useSession(({ person }) => person?.local ?? false)
  const seen = useSeen((state) => state.seen)
  if (!local || seen) return null
  return (
    <Notice
      className="mb-4"
      action={
        <Button size="small" onClick={putAway}>
          Got it
        </Button>
      }
    >
      You are signed in on this machine without a password, because only this machine can reach it. Once Patchbay
      listens on the network, everybody signs in.
    </Notice>
  )
}

function putAway(): void {
  try {
    localStorage.setItem(key, 'seen')
  } catch {
    // A browser that keeps nothing says it again next time.
  }
  useSeen.setState({ seen: true })
}

function kept(): boolean {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    return false
  }
}
