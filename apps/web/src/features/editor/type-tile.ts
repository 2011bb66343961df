import { blocks } from '@patchbay/blocks/blocks'
import { views } from '@patchbay/blocks/views'
import type { IconTileGroup } from '@patchbay/ui/icon-tile'
import { CircleHelp, type LucideIcon } from 'lucide-react'
import { isBlockType } from './flow-index'

/** The icon and the colour of a type of block, also of one that this Patchbay does not have. */
export function tileOf(type: string): { icon: LucideIcon; group: IconTileGroup } {
  return isBlockType(type)
    ? { icon: views[type].icon, group: blocks[type].group }
    : { icon: CircleHelp, group: 'plain' }
}
