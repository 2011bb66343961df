import type { TypedBlock } from '@patchbay/flow/block'
import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'

/** One setting as a control needs it: how it is called, what it holds, what is wrong with it. */
export type BoundField<T> = {
  label: string
  value: T
  onChange: (value: T) => void
  /** A sentence that says what to do. */
  error?: string | undefined
  unit?: string | undefined
  /** What applies while it is empty. */
  placeholder?: string | undefined
}

/** What a block's own form is given: its settings, read as a draft, and each of them as a field. */
export type SettingsProps<Config> = {
  config: Config
  field: <K extends keyof Config & string>(name: K) => BoundField<Config[K]>
  /** Changes several settings at once. */
  change: (patch: Partial<Config>) => void
}

/** How a block looks on the canvas and in the settings panel, whatever its settings are. */
export type BlockView = {
  icon: LucideIcon
  /** What the block says or does, in its author's words; null when there is nothing yet. May hold `{{ variables }}`. */
  summary: (raw: Record<string, unknown>) => string | null
  /** `errors` has a sentence per field; `onChange` gets the settings that changed. */
  Settings: ComponentType<{
    config: Record<string, unknown>
    errors: Readonly<Record<string, string>>
    onChange: (patch: Record<string, unknown>) => void
  }>
}

/** Gives a block its looks. Labels, units and placeholders come from the block's own fields. */
export function defineView<Config extends Record<string, unknown>>(
  block: TypedBlock<Config>,
  view: {
    icon: LucideIcon
    summary: (config: Config) => string | null
    Settings: ComponentType<SettingsProps<Config>>
  },
): BlockView {
  const { icon, summary, Settings } = view
  return {
    icon,
    summary: (raw) => summary(block.read(raw)),
    // biome-ignore lint/correctness/noComponentHookFactories: called once for each block, when its module loads
    Settings: ({ config: raw, errors, onChange }) => {
      const config = block.read(raw)
      return (
        <Settings
          config={config}
          change={onChange}
          field={(name) => ({
            label: block.fields[name]?.label ?? name,
            unit: block.fields[name]?.unit,
            placeholder: block.fields[name]?.placeholder,
            value: config[name],
            error: errors[name],
            onChange: (value) => onChange({ [name]: value }),
          })}
        />
      )
    },
  }
}
