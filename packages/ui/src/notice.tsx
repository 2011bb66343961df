import { clsx } from 'clsx'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const kinds = {
  info: { icon: Info, look: 'border-line bg-bg text-soft' },
  warn: { icon: TriangleAlert, look: 'border-warn/40 bg-[color-mix(in_srgb,var(--warn)_8%,var(--panel))] text-warn' },
  bad: { icon: CircleAlert, look: 'border-bad/40 bg-[color-mix(in_srgb,var(--bad)_8%,var(--panel))] text-bad' },
} as const

export type NoticeProps = { kind?: keyof typeof kinds; children: ReactNode; action?: ReactNode; className?: string }

/** A sentence set apart in the page. A `bad` one is read out at once. */
export function Notice({ kind = 'info', children, action, className }: NoticeProps) {
  const { icon: Icon, look } = kinds[kind]
  return (
    <div
      {...(kind === 'bad' ? { role: 'alert' } : {})}
      className={clsx('flex items-start gap-2.5 rounded-control border px-3 py-2', look, className)}
    >
      <Icon aria-hidden size={16} className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  )
}
