import { type ReactNode, useId } from 'react'

export type SectionProps = {
  title: string
  /** A sentence under the title. */
  lead?: ReactNode
  /** At the end of the head: a button. */
  action?: ReactNode
  children?: ReactNode
}

/** A part of a page that one sets something in, on a card of its own. */
export function Section({ title, lead, action, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="rounded-card border border-line bg-panel p-4 sm:p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1 basis-56">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          {lead ? <div className="mt-0.5 text-soft">{lead}</div> : null}
        </div>
        {action}
      </div>
      {children ? <div className="mt-4">{children}</div> : null}
    </section>
  )
}
