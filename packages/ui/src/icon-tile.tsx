import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'

export type IconTileGroup = 'start' | 'middle' | 'logic' | 'end' | 'plain'

const fills: Record<IconTileGroup, string> = {
  start: 'bg-block-start text-on-colour',
  middle: 'bg-block-middle text-on-colour',
  logic: 'bg-block-logic text-on-colour',
  end: 'bg-block-end text-on-colour',
  plain: 'border border-line bg-bg text-soft',
}

/** A block's icon on its group's colour. */
export function IconTile({
  icon: Icon,
  group,
  className,
}: {
  icon: LucideIcon
  group: IconTileGroup
  className?: string
}) {
  return (
    <span className={clsx('grid size-6 shrink-0 place-items-center rounded-[7px]', fills[group], className)}>
      <Icon aria-hidden size={14} strokeWidth={2.2} />
    </span>
  )
}
