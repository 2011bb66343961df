import { Tabs } from '@patchbay/ui/tabs'
import { useEditor } from './editor-context'
import { type LeftTab, useLeftColumn } from './left-column'
import { Outline } from './outline'
import { Palette } from './palette'

const tabs = [
  { value: 'blocks', label: 'Blocks', content: <Palette /> },
  { value: 'outline', label: 'Outline', content: <Outline /> },
] as const satisfies readonly { value: LeftTab; label: string; content: unknown }[]

/** Left of the canvas: the blocks to draw with, or the flow as an outline. Whoever only looks needs no blocks. */
export function LeftColumn() {
  const { mayDraw } = useEditor()
  const tab = useLeftColumn((state) => state.tab)
  const show = useLeftColumn((state) => state.show)
  if (!mayDraw)
    return (
      <div className="flex min-h-0 flex-col border-r border-line bg-panel">
        <Outline />
      </div>
    )
  return (
    <Tabs
      label="Left column"
      tabs={tabs}
      value={tab}
      onChange={(value) => show(value === 'outline' ? 'outline' : 'blocks')}
      className="border-r border-line bg-panel"
    />
  )
}
