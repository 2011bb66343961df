import { clsx } from 'clsx'

/** Holds the place of something on its way, so that nothing jumps when it comes. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={clsx('rounded-control bg-line/70', className)} />
}
