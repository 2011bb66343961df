import { clsx } from 'clsx'
import { getNonce } from 'get-nonce'
import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import type { FieldControl } from './field'
import { inputLook } from './text-input'

export type SelectOption<T extends string = string> = { value: T; label: string; hint?: string; disabled?: boolean }

export type SelectProps<T extends string = string> = Partial<FieldControl> & {
  /** null: nothing chosen, the placeholder shows */
  value: T | null
  /** Values are never empty strings. */
  options: readonly SelectOption<T>[]
  onChange: (value: T) => void
  placeholder?: string
  disabled?: boolean
  /** Its name where no Field gives it one. */
  'aria-label'?: string
  className?: string
}

/** One of a list. Opens with Enter, Space or an arrow; typing finds. */
export function Select<T extends string = string>({
  value,
  options,
  onChange,
  placeholder = 'Choose…',
  disabled,
  className,
  ...control
}: SelectProps<T>) {
  const choose = (chosen: string) => {
    const option = options.find((each) => each.value === chosen)
    if (option) onChange(option.value)
  }
  return (
    <Radix.Root value={value ?? ''} onValueChange={choose} disabled={disabled ?? false}>
      <Radix.Trigger
        {...control}
        className={clsx(
          inputLook,
          'inline-flex h-9 items-center justify-between gap-2 text-left data-placeholder:text-faint',
          className,
        )}
      >
        <span className="min-w-0 truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown aria-hidden size={16} className="shrink-0 text-faint" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[min(20rem,var(--radix-select-content-available-height))] min-w-(--radix-select-trigger-width) overflow-hidden rounded-control border border-line bg-panel text-ink shadow-float"
        >
          <Radix.Viewport className="p-1" nonce={getNonce()}>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className="relative flex cursor-default items-baseline gap-2 rounded-md py-1.5 pr-3 pl-7 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-bg"
              >
                <Radix.ItemIndicator className="absolute left-2 self-center">
                  <Check aria-hidden size={14} />
                </Radix.ItemIndicator>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.hint ? <span className="text-xs text-faint">{option.hint}</span> : null}
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
