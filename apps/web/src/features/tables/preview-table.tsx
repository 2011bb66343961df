import { clsx } from 'clsx'
import { KeyRound } from 'lucide-react'
import type { Preview } from './table-files'

/** The first rows of a file, as they stand in it. */
export function PreviewTable({ preview, keyColumn }: { preview: Preview; keyColumn: string }) {
  const isKey = (at: number) => preview.columns[at]?.name === keyColumn
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <section aria-label="The first rows" tabIndex={0} className="overflow-x-auto rounded-control border border-line">
      <table className="w-full border-collapse text-[13px]">
        <thead>
          <tr>
            {preview.columns.map(({ name }, at) => (
              <th
                key={name}
                scope="col"
                className={clsx(
                  'max-w-48 truncate border-b border-line px-2.5 py-1.5 text-left font-medium whitespace-nowrap',
                  isKey(at) ? 'bg-bg text-ink' : 'text-soft',
                )}
              >
                {isKey(at) ? <KeyRound aria-hidden size={13} className="mr-1.5 inline" /> : null}
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change, and may be alike
            <tr key={row} className="border-b border-line last:border-b-0">
              {preview.columns.map(({ name }, at) => (
                <td
                  key={name}
                  title={cells[at]}
                  className={clsx('max-w-48 truncate px-2.5 py-1.5 whitespace-nowrap', isKey(at) && 'bg-bg')}
                >
                  {cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
