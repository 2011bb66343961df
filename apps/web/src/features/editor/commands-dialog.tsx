import { blocks } from '@patchbay/blocks/blocks'
import { useFocusBack } from '@patchbay/ui/focus-back'
import { IconTile } from '@patchbay/ui/icon-tile'
import { Kbd } from '@patchbay/ui/kbd'
import { Command } from 'cmdk'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useActions } from './actions'
import { commandGroupLook, commandRowLook } from './command-look'
import { useEditor } from './editor-context'
import { useEditorDialogs } from './editor-dialogs'
import { writePress } from './editor-keys'
import { isBlockType } from './flow-index'
import { searchBlocks } from './search-blocks'
import { tileOf } from './type-tile'
import { useAddBlock } from './use-add-block'
import { useReveal } from './use-reveal'

/** Everything that can be done, and every block by its words: type, choose, done. */
export function CommandsDialog() {
  const open = useEditorDialogs((state) => state.open === 'commands')
  const close = useEditorDialogs((state) => state.close)
  const [chosen, setChosen] = useState('')
  useFocusBack(open)
  return (
    <Command.Dialog
      open={open}
      onOpenChange={close}
      value={chosen}
      onValueChange={setChosen}
      label="Commands and search"
      shouldFilter={false}
      overlayClassName="fixed inset-0 z-40 bg-black/45"
      contentClassName="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-card border border-line bg-panel text-ink shadow-float"
    >
      {open ? <Commands chosen={chosen} onDone={close} /> : null}
    </Command.Dialog>
  )
}

function Commands({ chosen, onDone }: { chosen: string; onDone: () => void }) {
  const { flow, mayDraw } = useEditor()
  const [words, setWords] = useState('')
  const actions = useActions()
  const add = useAddBlock()
  const reveal = useReveal()
  const hits = useMemo(() => searchBlocks(flow.getState().document, words), [flow, words])
  const matches = (text: string) => text.toLowerCase().includes(words.trim().toLowerCase())
  const types = Object.keys(blocks)
    .filter(isBlockType)
    .filter((type) => matches(`Add ${blocks[type].title}`))
  const possible = actions.filter(({ id, label, possible }) => possible && id !== 'commands' && matches(label))
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row may be chosen after each of them
  useEffect(() => {
    // cmdk goes on naming a row to screen readers that went when something was typed.
    const frame = requestAnimationFrame(() => {
      const row = list.current?.querySelector('[aria-selected="true"]')
      if (row)
        for (const element of [list.current, field.current]) element?.setAttribute('aria-activedescendant', row.id)
    })
    return () => cancelAnimationFrame(frame)
  }, [chosen, words])
  const choose = (run: () => void) => () => {
    onDone()
    run()
  }
  return (
    <>
      <Command.Input
        ref={field}
        value={words}
        onValueChange={setWords}
        placeholder="What do you want to do, or find?"
        className="w-full border-b border-line bg-transparent px-4 py-3 outline-none placeholder:text-faint"
      />
      <Command.List ref={list} label="Found" className="max-h-[50dvh] overflow-y-auto p-1.5">
        <Command.Empty className="p-4 text-soft">Nothing is called that.</Command.Empty>
        {hits.length > 0 ? (
          <Command.Group heading="In this flow" className={commandGroupLook}>
            {hits.map(({ id, name, type, text }) => (
              <Command.Item
                key={id}
                value={`block ${id}`}
                onSelect={choose(() => reveal(id))}
                className={commandRowLook}
              >
                <TypeTile type={type} />
                <Words title={name} more={text} />
              </Command.Item>
            ))}
          </Command.Group>
        ) : null}
        {possible.length > 0 ? (
          <Command.Group heading="Do" className={commandGroupLook}>
            {possible.map(({ id, label, icon: Icon, press, run }) => (
              <Command.Item key={id} value={`do ${id}`} onSelect={choose(run)} className={commandRowLook}>
                <Icon aria-hidden size={16} className="mx-1 text-soft" />
                <Words title={label} />
                {press ? <Kbd>{writePress(press)}</Kbd> : null}
              </Command.Item>
            ))}
          </Command.Group>
        ) : null}
        {types.length > 0 && mayDraw ? (
          <Command.Group heading="Add" className={commandGroupLook}>
            {types.map((type) => (
              <Command.Item
                key={type}
                value={`add ${type}`}
                onSelect={choose(() => add(type))}
                className={commandRowLook}
              >
                <TypeTile type={type} />
                <Words title={`Add ${blocks[type].title}`} />
              </Command.Item>
            ))}
          </Command.Group>
        ) : null}
      </Command.List>
    </>
  )
}

function TypeTile({ type }: { type: string }) {
  return <IconTile {...tileOf(type)} />
}

function Words({ title, more = null }: { title: string; more?: string | null }): ReactNode {
  return (
    <span className="min-w-0 flex-1">
      <span className="block truncate">{title}</span>
      {more === null ? null : <span className="block truncate text-[13px] text-soft">{more}</span>}
    </span>
  )
}
