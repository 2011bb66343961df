import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react'
import { useRef, useState } from 'react'
import { useEditor, useFlow } from './editor-context'
import { mendProblem } from './mend-problem'
import { ProblemRow } from './problem-row'
import { useReveal } from './use-reveal'

/** So many are listed: the others come up as those are mended. */
const mostListed = 200

/** The bar below the canvas: what is wrong with the flow, a press away from where it is wrong, and what was done last. */
export function ProblemsBar() {
  const { flow, mayDraw } = useEditor()
  const problems = useFlow((state) => state.problems)
  const checked = useFlow((state) => state.checked)
  const blockCount = useFlow((state) => Object.keys(state.document.nodes).length)
  const undo = useFlow((state) => state.past.at(-1)?.label)
  const said = useFlow((state) => state.said)
  const [open, setOpen] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const reveal = useReveal()
  const [first] = problems
  const firstNode = first?.node
  const more = problems.length - mostListed
  return (
    <footer className="relative border-t border-line bg-panel text-[13px] text-soft">
      {open && problems.length > 0 ? (
        <ul
          ref={list}
          id="problems"
          aria-label="Problems"
          tabIndex={-1}
          className="max-h-64 overflow-y-auto border-b border-line py-1 outline-none md:absolute md:inset-x-0 md:bottom-full md:z-20 md:border-y md:bg-panel md:shadow-float"
        >
          {problems.slice(0, mostListed).map((problem, index) => (
            <ProblemRow
              // biome-ignore lint/suspicious/noArrayIndexKey: two problems may say the same of two blocks with one name
              key={`${problem.code}:${problem.node}:${index}`}
              problem={problem}
              onShow={reveal}
              onMend={
                mayDraw
                  ? () => {
                      mendProblem(flow, problem)
                      // The button that was pressed goes away with the problem; whoever uses the keyboard stays in the list.
                      list.current?.focus()
                    }
                  : null
              }
            />
          ))}
          {more > 0 ? <li className="px-4 py-1.5">And {more.toLocaleString('en')} more.</li> : null}
        </ul>
      ) : null}
      <div className="flex h-10 items-center gap-4 px-4">
        {!checked ? (
          <span className="flex items-center gap-1.5">
            <LoaderCircle aria-hidden size={15} className="animate-spin motion-reduce:animate-none" />
            Checking…
          </span>
        ) : problems.length === 0 ? (
          <span className="flex items-center gap-1.5 text-live">
            <CircleCheck aria-hidden size={15} />
            No problems
          </span>
        ) : (
          <button
            type="button"
            aria-expanded={open}
            aria-controls="problems"
            onClick={() => setOpen(!open)}
            className={`flex shrink-0 items-center gap-1.5 font-medium ${first?.severity === 'error' ? 'text-bad' : 'text-warn'}`}
          >
            <CircleAlert aria-hidden size={15} />
            {problems.length === 1 ? '1 problem' : `${problems.length.toLocaleString('en')} problems`}
          </button>
        )}
        {first && !open ? <span className="min-w-0 truncate max-md:hidden">{first.message}</span> : null}
        {firstNode !== undefined && !open ? (
          <button
            type="button"
            aria-label="Show the first problem"
            className="shrink-0 text-focus hover:underline"
            onClick={() => reveal(firstNode)}
          >
            Show
          </button>
        ) : null}
        <span className="ml-auto shrink-0">
          {blockCount === 1 ? '1 block' : `${blockCount.toLocaleString('en')} blocks`}
        </span>
        {undo === undefined || !mayDraw ? null : (
          <span className="hidden shrink-0 gap-1.5 lg:flex">
            Undo: {undo}
            <kbd className="rounded border border-line px-1 font-mono text-[11px] leading-[18px]">Ctrl Z</kbd>
          </span>
        )}
      </div>
      <div role="status" aria-label="What was done" className="sr-only">
        {said}
      </div>
    </footer>
  )
}
