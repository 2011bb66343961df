import { Dialog } from '@patchbay/ui/dialog'
import { RecoveryCodes } from './recovery-codes'

/** New codes in place of the ones that one had. It closes only when one says that they are kept. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <Dialog open title="Your new recovery codes" description="Without your phone, each of them lets you in once.">
      <RecoveryCodes codes={codes} onKept={onClose} />
    </Dialog>
  )
}
