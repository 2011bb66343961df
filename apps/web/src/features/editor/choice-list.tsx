import { IconTile, type IconTileGroup } from '@patchbay/ui/icon-tile'
import { Command } from 'cmdk'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { commandGroupLook, commandRowLook } from './command-look'

export type Choice = { value: string; label: string; icon: LucideIcon; group: IconTileGroup; choose: () => void }
export type ChoiceSection = { heading: string; choices: readonly Choice[] }

/** More of one kind at once than anybody reads: whoever has more types a word. */
const mostShown = 40

/** Things to choose from, found by typing: the arrow keys go through them, Enter takes one. */
export function ChoiceList({ label, sections }: { label: string; sections: readonly ChoiceSection[] }) {
  const [words, setWords] = useState('')
  const wanted = words.trim().toLowerCase()
  const found = sections
    .map(({ heading, choices }) => ({
      heading,
      choices: choices.filter((choice) => choice.label.toLowerCase().includes(wanted)),
    }))
    .filter(({ choices }) => choices.length > 0)
  return (
    <Command label={label} shouldFilter={false} loop className="flex min-h-0 flex-col">
      <Command.Input
        value={words}
        onValueChange={setWords}
        placeholder="Type to find"
        className="w-full shrink-0 border-b border-line bg-transparent px-3 py-2 -outline-offset-2 placeholder:text-faint"
      />
      <Command.List aria-label={label} className="min-h-0 overflow-y-auto p-1">
        <Command.Empty className="p-3 text-soft">Nothing is called that.</Command.Empty>
        {found.map(({ heading, choices }) => (
          <Command.Group key={heading} heading={heading} className={commandGroupLook}>
            {choices.slice(0, mostShown).map(({ value, label, icon, group, choose }) => (
              <Command.Item key={value} value={value} onSelect={choose} className={commandRowLook}>
                <IconTile icon={icon} group={group} />
                <span className="min-w-0 truncate">{label}</span>
              </Command.Item>
            ))}
            {choices.length > mostShown ? (
              <p className="px-2.5 py-1.5 text-[13px] text-soft">
                and {choices.length - mostShown} more: type part of a name
              </p>
            ) : null}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  )
}
