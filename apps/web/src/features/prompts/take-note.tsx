import { ago, exactly } from '../../app/moment'
import type { Take } from './take-sound'

/** Since when a take is there, and from whom. */
export function TakeNote({ take }: { take: Take }) {
  return (
    <p className="text-[13px] text-faint">
      <time dateTime={take.createdAt} title={exactly(take.createdAt)}>
        {ago(take.createdAt)}
      </time>
      {take.createdBy === '' ? '' : ` by ${take.createdBy}`}
    </p>
  )
}
