import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export type EmptyStateProps = { icon: LucideIcon; title: string; children: ReactNode; actions?: ReactNode }

/** Says what belongs here and what to do first. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-16 text-center">
      <span className="grid size-12 place-items-center rounded-card border border-line bg-panel text-soft">
        <Icon aria-hidden size={22} />
      </span>
      <h2 className="text-base font-semibold">{title}</h2>
      <div className="text-soft">{children}</div>
      {actions ? <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  )
}
