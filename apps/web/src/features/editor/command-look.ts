/** How one choice of a list looks that is gone through with the arrow keys. */
export const commandRowLook =
  'flex cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 select-none data-[selected=true]:bg-bg'

/** How a group of such choices looks, with its heading. */
export const commandGroupLook =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-[11px] [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:tracking-wider [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:uppercase'
