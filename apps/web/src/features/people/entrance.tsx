import type { ReactNode } from 'react'

export type EntranceProps = {
  title: string
  /** One sentence under the title. */
  children: ReactNode
  lead?: ReactNode
  /** Below the card, quietly: where else one may want to go. */
  foot?: ReactNode
}

/** A page that stands before the house: one card on the paper of the canvas. */
export function Entrance({ title, lead, foot, children }: EntranceProps) {
  return (
    <main
      id="page"
      className="grid min-h-full place-items-center bg-canvas bg-[radial-gradient(var(--dot)_1px,transparent_1px)] bg-size-[20px_20px] px-4 py-10"
    >
      <title>{`${title} · Patchbay`}</title>
      <div className="w-full max-w-[25rem]">
        <p className="mb-5 flex items-center justify-center gap-2.5 text-base font-semibold">
          <img src="/favicon.svg" alt="" className="size-7" />
          Patchbay
        </p>
        <div className="rounded-card border border-line bg-panel p-6 shadow-card">
          <h1 className="text-lg font-semibold">{title}</h1>
          {lead ? <div className="mt-1 text-soft">{lead}</div> : null}
          <div className="mt-5">{children}</div>
        </div>
        {foot ? <div className="mt-4 text-center text-[13px] text-soft">{foot}</div> : null}
      </div>
    </main>
  )
}
