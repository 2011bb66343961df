import { Notice } from '@patchbay/ui/notice'
import { FileRefusal } from './table-files'

/** Why a file was not taken, and in which rows. */
export function FileFault({ error }: { error: Error }) {
  const rows = error instanceof FileRefusal ? error.rows : null
  return (
    <Notice kind="bad" className="break-words">
      <p>
        {error.message} {rows ? 'Nothing was changed.' : null}
      </p>
      {rows && rows.problems.length > 1 ? (
        <ul className="mt-1.5 grid gap-0.5 text-[13px]">
          {rows.problems.map(({ row, message }) => (
            <li key={row}>
              Row {row}: {message}
            </li>
          ))}
          {rows.more > 0 ? <li>And {rows.more.toLocaleString('en')} more.</li> : null}
        </ul>
      ) : null}
    </Notice>
  )
}
