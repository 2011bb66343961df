import { useState } from 'react'
import { useEditor } from './editor-context'
import { nameOf } from './flow-index'
import { leadNowhere } from './lead-exit'
import { exitKey, type OutlineRow, ownerOf } from './outline-rows'
import { settingsId } from './settings-panel'
import type { Outline } from './use-outline'

/** What is asked beside a row; `row` is null where a block is added that nothing leads to. */
export type Asked = { what: 'lead' | 'add'; row: OutlineRow | null }

export type OutlineTasks = {
  asked: Asked | null
  /** The block whose name is being changed. */
  renaming: string | null
  enter: (row: OutlineRow) => void
  settings: (row: OutlineRow) => void
  rename: (row: OutlineRow) => void
  /** Ends renaming; null keeps the name as it was. */
  renamed: (id: string, name: string | null) => void
  addAfter: (row: OutlineRow | null) => void
  /** Adds a block to those that are selected, or takes it from them. */
  choose: (row: OutlineRow) => void
  remove: (row: OutlineRow) => void
  answered: () => void
}

/** What can be done with a row, whichever key, button or menu asks for it. Each tells what it did. */
export function useOutlineTasks(outline: Outline): OutlineTasks {
  const { flow, mayDraw } = useEditor()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [renaming, setRenaming] = useState<string | null>(null)

  function settings(row: OutlineRow): void {
    const owner = ownerOf(row)
    if (owner === null) return
    flow.select({ nodes: [owner], edges: [] })
    // The panel of another block is drawn first.
    requestAnimationFrame(() => {
      const panel = window.document.getElementById(settingsId)
      panel?.querySelector<HTMLElement>('input, select, textarea, button')?.focus()
    })
  }

  function enter(row: OutlineRow): void {
    if (row.kind === 'block') settings(row)
    else if (row.kind === 'exit' && mayDraw) setAsked({ what: 'lead', row })
    else if (row.kind === 'exit') goTo(row.to)
    else if (row.kind === 'apart') (outline.expanded(row) ? outline.close : outline.open)(row.key)
    else goTo(row.to)
  }

  function goTo(id: string | null): void {
    if (id === null) return
    flow.select({ nodes: [id], edges: [] })
    outline.focus(id)
  }

  function remove(row: OutlineRow): void {
    if (row.kind === 'block') {
      const { nodes } = flow.getState().selection
      flow.remove({ nodes: nodes.includes(row.id) ? nodes : [row.id], edges: [] })
      outline.focusAfter(row.key)
    } else if (row.kind === 'exit' && row.to === null) {
      flow.say(`“${row.name}” leads nowhere already.`)
    } else if (row.kind !== 'apart') {
      leadNowhere(flow, { from: row.id, exit: row.exit.name })
      outline.focus(exitKey(row.id, row.exit.name))
    }
  }

  function renamed(id: string, typed: string | null): void {
    setRenaming(null)
    const node = flow.getState().document.nodes[id]
    const name = typed?.trim()
    if (!node || name === undefined || name === node.name) return
    flow.edit(`rename “${nameOf(node)}”`, [{ type: 'rename', id, name }])
    flow.say(`“${nameOf(node)}” is now called “${nameOf({ ...node, name })}”.`)
  }

  const tasks: OutlineTasks = {
    asked,
    renaming,
    enter,
    settings,
    remove,
    renamed,
    rename: (row) => {
      if (row.kind === 'block') setRenaming(row.id)
    },
    addAfter: (row) => setAsked({ what: row?.kind === 'exit' ? 'lead' : 'add', row }),
    choose: (row) => {
      if (row.kind !== 'block') return
      const { nodes } = flow.getState().selection
      const others = nodes.filter((id) => id !== row.id)
      flow.select({ nodes: others.length < nodes.length ? others : [...nodes, row.id], edges: [] })
    },
    answered: () => setAsked(null),
  }
  return mayDraw ? tasks : { ...tasks, rename: nothing, addAfter: nothing, remove: nothing }
}

function nothing(): void {}
