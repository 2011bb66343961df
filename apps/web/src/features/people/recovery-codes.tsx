import { Button } from '@patchbay/ui/button'
import { DialogButtons } from '@patchbay/ui/dialog'
import { toast } from '@patchbay/ui/toast'
import { Copy, Download } from 'lucide-react'
import { download } from '../../app/download'

/** The codes, to be kept: they are not shown again. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const text = `Recovery codes for Patchbay (${location.host})\nEach works once.\n\n${codes.join('\n')}\n`
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast.success('The codes are copied.'),
      () => toast.error('The browser does not let this page copy. Download them instead.'),
    )
  return (
    <div className="grid gap-4">
      <p className="text-soft">Keep them where nobody else looks, and not on that phone. They are not shown again.</p>
      <ul
        aria-label="Recovery codes"
        className="grid grid-cols-2 gap-x-4 gap-y-1 rounded-control border border-line bg-bg px-4 py-3 font-mono text-[13px]"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button
          icon={Download}
          onClick={() => download('patchbay-recovery-codes.txt', new Blob([text], { type: 'text/plain' }))}
        >
          Download
        </Button>
        <Button icon={Copy} onClick={() => void copy()}>
          Copy
        </Button>
      </div>
      <DialogButtons>
        <Button variant="primary" onClick={onKept}>
          I have kept them
        </Button>
      </DialogButtons>
    </div>
  )
}
