import type { ReactNode } from 'react'
import { AlertBell } from '../features/alerts/alert-bell'

export type PageHeaderProps = {
  title: string
  /** Beside the title: filters, small facts. */
  children?: ReactNode
  /** At the end: buttons. */
  actions?: ReactNode
}

/** The bar at the top of a page, with the bell at its end; where it is narrow, long actions have a row below. It also names the browser's tab. */
export function PageHeader({ title, children, actions }: PageHeaderProps) {
  return (
    <header className="sticky top-0 z-10 flex min-h-13 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-panel px-4 py-2 sm:px-5">
      <title>{`${title} · Patchbay`}</title>
      <h1 className="text-[15px] font-semibold">{title}</h1>
      {children}
      <div className="flex flex-wrap items-center gap-2 max-sm:order-last sm:ml-auto">{actions}</div>
      <div className="max-sm:ml-auto">
        <AlertBell />
      </div>
    </header>
  )
}
