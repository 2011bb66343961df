import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** A table on a card, with hairlines and tabular figures. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-panel">
      <table {...rest} className={clsx('w-full border-collapse text-[13.5px] tabular-nums', className)} />
    </div>
  )
}

export function HeadCell({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={clsx(
        'border-b border-line px-3 py-2 text-left text-xs font-medium whitespace-nowrap text-faint',
        className,
      )}
    />
  )
}

export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr {...rest} className={clsx('border-b border-line last:border-b-0', className)} />
}

export function Cell({ className, ...rest }: ComponentProps<'td'>) {
  return <td {...rest} className={clsx('px-3 py-2 align-middle', className)} />
}
