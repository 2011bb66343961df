import { Notice } from '@patchbay/ui/notice'
import type { Outputs } from '../../app/trpc'

/** What came of a test, address by address. */
export function TestOutcome({ outcome }: { outcome: Outputs['alerts']['test'] }) {
  const failed = outcome.filter(({ fault }) => fault !== null)
  if (failed.length === 0)
    return (
      <Notice>
        <p role="status">{outcome.length === 1 ? 'The test arrived.' : `All ${outcome.length} tests arrived.`}</p>
      </Notice>
    )
  return (
    <Notice kind="bad">
      <ul className="grid gap-1">
        {failed.map(({ target, fault }) => (
          <li key={target} className="break-words">
            <span className="font-mono text-[13px]">{target}</span>: {fault}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
