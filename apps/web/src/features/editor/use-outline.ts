import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useEditor, useFlow } from './editor-context'
import { useLeftColumn } from './left-column'
import { hasInside, keysAbove, type OutlineRow, openRows, outlineRows, ownerOf, successor } from './outline-rows'
import { useBringIntoView } from './use-reveal'

const nothing: ReadonlySet<string> = new Set()

/** Whoever holds an arrow key down passes many blocks; the canvas goes where the key is let go. In milliseconds. */
const passing = 120

/** The id of the button that adds a block: where focus goes while there is no row. */
export const outlineAddId = 'outline-add'

/** The id of a row's element. */
export function rowElementId(key: string): string {
  return `outline:${key}`
}

export type Outline = {
  /** The rows in sight, in order. */
  rows: readonly OutlineRow[]
  /** The row that takes part in Tab, and its place; -1 where there is none. */
  active: string | null
  place: number
  /** Whether a row is open; undefined where nothing stands below the row. */
  expanded: (row: OutlineRow) => boolean | undefined
  open: (key: string) => void
  close: (key: string) => void
  above: (row: OutlineRow) => OutlineRow | undefined
  /** Goes to a row, as the arrow keys do: its block is selected and brought into view. */
  move: (row: OutlineRow | undefined) => void
  /** Puts focus on a row, whatever hides it. */
  focus: (key: string | null) => void
  /** Puts focus on the row that takes the place of one that is gone. */
  focusAfter: (gone: string) => void
}

/** The tree as it is now: which rows are open, which one has focus, and the selection that it shares with the canvas. */
export function useOutline(): Outline {
  const { flow } = useEditor()
  const document = useFlow((state) => state.document)
  const bringIntoView = useBringIntoView()
  const [closed, setClosed] = useState(nothing)
  const [wished, setWished] = useState<string | null>(() => flow.getState().selection.nodes.at(-1) ?? null)
  const all = useMemo(() => outlineRows(document), [document])
  const rows = useMemo(() => openRows(all, closed), [all, closed])

  // A row may go with an edit or an undo; then the next one takes its place.
  const before = useRef(rows)
  const found = rows.findIndex((row) => row.key === wished)
  const active =
    found >= 0 ? wished : wished === null ? (rows[0]?.key ?? null) : successor(before.current, wished, rows)
  const place = found >= 0 ? found : rows.findIndex((row) => row.key === active)
  const now = useRef({ closed, active, rows })
  useLayoutEffect(() => {
    before.current = rows
    now.current = { closed, active, rows }
    if (active !== wished) setWished(active)
  }, [closed, active, rows, wished])

  const awaited = useRef(false)
  const [, rerender] = useState(0)
  useLayoutEffect(() => {
    // No list of what it depends on: a row far away is drawn only after the list has scrolled to it.
    if (!awaited.current) return
    const element = window.document.getElementById(active === null ? outlineAddId : rowElementId(active))
    if (!element) return
    awaited.current = false
    element.focus()
  })

  function go(key: string | null) {
    now.current = { ...now.current, active: key }
    setWished(key)
    if (key === null) return
    const after = flow.getState().document
    const above = keysAbove(after === document ? all : outlineRows(after), key)
    if (above.length === 0) return
    setClosed((was) =>
      above.some((each) => was.has(each)) ? new Set([...was].filter((k) => !above.includes(k))) : was,
    )
  }

  function focus(key: string | null) {
    go(key)
    awaited.current = true
    rerender((turn) => turn + 1)
  }

  const pan = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(pan.current), [])

  const latest = useRef({ go, focus })
  latest.current = { go, focus }

  // What is selected on the canvas is marked here.
  useEffect(
    () =>
      flow.subscribe(({ selection }, { selection: was }) => {
        const last = selection.nodes.at(-1)
        // What was selected before and still is brings nothing new.
        if (selection === was || last === undefined || was.nodes.includes(last)) return
        const { active, rows } = now.current
        const owner = ownerOf(rows.find((row) => row.key === active))
        if (owner === null || !selection.nodes.includes(owner)) latest.current.go(last)
      }),
    [flow],
  )

  const wanted = useLeftColumn((state) => state.wanted)
  useEffect(() => {
    if (!wanted) return
    useLeftColumn.getState().served()
    const { active, rows } = now.current
    const own = rows.find((row) => row.key === active)
    // A block's exit has led to its settings as well as the block itself: back to where one was.
    latest.current.focus(wanted.block === null || ownerOf(own) === wanted.block ? active : wanted.block)
  }, [wanted])

  return {
    rows,
    active,
    place,
    expanded: (row) => (hasInside(all, row) ? !closed.has(row.key) : undefined),
    open: (key) => setClosed((was) => new Set([...was].filter((each) => each !== key))),
    close: (key) => setClosed((was) => new Set([...was, key])),
    above: (row) => all[row.parent],
    move: (row) => {
      if (!row) return
      focus(row.key)
      const owner = ownerOf(row)
      const { nodes } = flow.getState().selection
      if (owner === null || (nodes.length === 1 && nodes[0] === owner)) return
      flow.select({ nodes: [owner], edges: [] })
      clearTimeout(pan.current)
      pan.current = setTimeout(() => bringIntoView(owner), passing)
    },
    focus,
    focusAfter: (gone) => {
      const left = openRows(outlineRows(flow.getState().document), closed)
      const key = successor(rows, gone, left)
      const owner = ownerOf(left.find((row) => row.key === key))
      focus(key)
      if (owner !== null) flow.select({ nodes: [owner], edges: [] })
    },
  }
}
