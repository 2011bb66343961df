import type { Problem } from '@patchbay/flow/problems'
import { Button } from '@patchbay/ui/button'
import { CircleAlert, TriangleAlert } from 'lucide-react'

const kinds = {
  error: { word: 'Error', icon: CircleAlert, look: 'text-bad' },
  warning: { word: 'Warning', icon: TriangleAlert, look: 'text-warn' },
} as const

/** One problem: how bad it is, what it is, where to look, and what would mend it. */
export function ProblemRow({
  problem: { severity, code, message, node, fix },
  onShow,
  onMend,
}: {
  problem: Problem
  onShow: (node: string) => void
  /** Null: whoever looks may not. */
  onMend: (() => void) | null
}) {
  const { word, icon: Icon, look } = kinds[severity]
  return (
    <li className="flex items-start gap-2 pr-4 hover:bg-bg">
      <button
        type="button"
        disabled={node === undefined}
        onClick={() => node !== undefined && onShow(node)}
        className="flex min-w-0 flex-1 flex-wrap items-start gap-x-2.5 py-1.5 pl-4 text-left leading-5 text-ink"
      >
        <span className={`flex w-[78px] shrink-0 items-center gap-1.5 font-medium ${look}`}>
          <Icon aria-hidden size={15} className="shrink-0" />
          {word}
        </span>
        <span className="min-w-0 flex-1 basis-48">{message}</span>
        <code className="shrink-0 font-mono text-[11px] leading-5 text-faint">{code}</code>
      </button>
      {fix && onMend ? (
        <Button
          size="small"
          className="my-0.5"
          aria-label={`${fix.label}: ${message}`}
          title={fix.label}
          onClick={onMend}
        >
          {fix.label}
        </Button>
      ) : null}
    </li>
  )
}
