import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useFlow } from './editor-context'
import { useReveal } from './use-reveal'

/** The bar below the canvas: what is wrong with the flow, a press away from where it is wrong, and what was done last. */
export function ProblemsBar() {
  const problems = useFlow((state) => state.problems)
  const blockCount = useFlow((state) => Object.keys(state.document.nodes).length)
  const undo = useFlow((state) => state.past.at(-1)?.label)
  const said = useFlow((state) => state.said)
  const [open, setOpen] = useState(false)
  const reveal = useReveal()
  const [first] = problems
  const firstNode = first?.node
  return (
    <footer className="relative border-t border-line bg-panel text-[13px] text-soft">
      {open && problems.length > 0 ? (
        <ul
          id="problems"
          aria-label="Problems"
          className="max-h-64 overflow-y-auto border-b border-line py-1 md:absolute md:inset-x-0 md:bottom-full md:z-20 md:border-y md:bg-panel md:shadow-float"
        >
          {problems.map((problem, index) => {
            const Icon = problem.severity === 'error' ? CircleAlert : TriangleAlert
            const { node } = problem
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two problems may say the same of two blocks with one name
              <li key={`${problem.code}:${node}:${index}`}>
                <button
                  type="button"
                  disabled={node === undefined}
                  onClick={() => node !== undefined && reveal(node)}
                  className="flex w-full items-start gap-2.5 px-4 py-1.5 text-left text-ink enabled:hover:bg-bg"
                >
                  <Icon
                    aria-label={problem.severity === 'error' ? 'Error' : 'Warning'}
                    size={15}
                    className={`mt-0.5 shrink-0 ${problem.severity === 'error' ? 'text-bad' : 'text-warn'}`}
                  />
                  {problem.message}
                </button>
              </li>
            )
          })}
        </ul>
      ) : null}
      <div className="flex h-10 items-center gap-4 px-4">
        {problems.length === 0 ? (
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
            className={`flex shrink-0 items-center gap-1.5 font-medium ${problems.some((problem) => problem.severity === 'error') ? 'text-bad' : 'text-warn'}`}
          >
            <CircleAlert aria-hidden size={15} />
            {problems.length === 1 ? '1 problem' : `${problems.length} problems`}
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
        <span className="ml-auto shrink-0">{blockCount === 1 ? '1 block' : `${blockCount} blocks`}</span>
        {undo === undefined ? null : (
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
