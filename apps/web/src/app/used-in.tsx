import { Link } from 'wouter'
import type { Outputs } from './trpc'

type Use = Outputs['tables']['list'][number]['usedIn'][number]

/** The flows that name something, each a way there. */
export function UsedIn({ flows }: { flows: readonly Use[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1">
      {flows.map(({ flowId, flowName, draft, versions }) => (
        <li key={flowId} className="min-w-0 break-words">
          <Link href={`/flows/${flowId}`} className="relative z-1 underline hover:text-ink">
            {flowName}
          </Link>
          <span className="text-faint"> {placeWords(draft, versions)}</span>
        </li>
      ))}
    </ul>
  )
}

/** “v3”, “draft”, “v2, v3 and draft”. */
function placeWords(draft: boolean, versions: readonly number[]): string {
  const live = versions.map((version) => `v${version}`).join(', ')
  if (!draft) return live
  return live === '' ? 'draft' : `${live} and draft`
}
