import { IconButton } from '@patchbay/ui/icon-button'
import { Menu } from '@patchbay/ui/menu'
import { Skeleton } from '@patchbay/ui/skeleton'
import { Cell, HeadCell, Row, Table } from '@patchbay/ui/table'
import { toast } from '@patchbay/ui/toast'
import { ChartColumn, Download, FileImage, FileSpreadsheet, Table2 } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { download, fileNameOf } from '../../app/download'
import { type Chart, csvOf, isEmpty, writeValue } from './chart'
import { chartImage } from './chart-image'

const BarChart = lazy(() => import('./bar-chart'))

/** A chart, or the same in a table; what it shows can be kept as a picture and as a file, and leads to its calls. */
export function ChartCard({ chart }: { chart: Chart }) {
  const [asTable, setAsTable] = useState(false)
  const [, go] = useLocation()
  const body = useRef<HTMLDivElement>(null)
  const empty = isEmpty(chart)
  const name = fileNameOf(chart.title)
  const keepPicture = async () => {
    const drawing = body.current?.querySelector('svg.recharts-surface')
    try {
      if (!(drawing instanceof SVGSVGElement)) throw new Error('Nothing is drawn yet.')
      download(`${name}.png`, await chartImage(drawing, chart.title))
    } catch {
      toast.error('This browser can’t make the picture. Take the CSV instead.')
    }
  }
  return (
    <section aria-label={chart.title} className="flex min-w-0 flex-col rounded-card border border-line bg-panel">
      <header className="flex items-center gap-1 py-2 pr-2 pl-4">
        <h2 className="min-w-0 flex-1 font-semibold text-balance">{chart.title}</h2>
        <Link href={chart.to} className="rounded-md px-1.5 text-[13px] text-soft underline hover:text-ink">
          Calls
        </Link>
        <IconButton
          label={asTable ? `${chart.title} as a chart` : `${chart.title} as a table`}
          icon={asTable ? ChartColumn : Table2}
          onClick={() => setAsTable(!asTable)}
        />
        <Menu
          trigger={<IconButton label={`Download ${chart.title}`} icon={Download} />}
          items={[
            {
              label: 'Picture (PNG)',
              icon: FileImage,
              disabled: asTable || empty,
              onSelect: () => void keepPicture(),
            },
            {
              label: 'Table (CSV)',
              icon: FileSpreadsheet,
              onSelect: () => download(`${name}.csv`, new Blob([csvOf(chart)], { type: 'text/csv;charset=utf-8' })),
            },
          ]}
        />
      </header>
      <div ref={body} className="min-w-0 flex-1 px-3 pb-3">
        {empty ? <p className="grid h-24 place-items-center text-soft">Nothing of that in this time.</p> : null}
        {!empty && asTable ? <TableTwin chart={chart} /> : null}
        {!empty && !asTable ? (
          <Suspense fallback={<Skeleton className="h-55" />}>
            <div role="img" aria-label={`${chart.title}: ${spoken(chart)}`}>
              <BarChart
                chart={chart}
                onPick={(index, series) => {
                  const row = chart.rows[index]
                  if (row) go(row.toEach?.[series] ?? row.to)
                }}
              />
            </div>
            {chart.series.length > 1 ? <Legend chart={chart} /> : null}
          </Suspense>
        ) : null}
      </div>
    </section>
  )
}

function Legend({ chart }: { chart: Chart }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 px-2 pt-2 text-xs text-soft">
      {chart.series.map(({ key, label, colour }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-[3px]" style={{ background: colour }} />
          {label}
        </li>
      ))}
    </ul>
  )
}

function TableTwin({ chart }: { chart: Chart }) {
  return (
    <div className="max-h-80 overflow-y-auto">
      <Table aria-label={chart.title}>
        <thead>
          <tr>
            <HeadCell>{chart.of}</HeadCell>
            {chart.series.map(({ key, label }) => (
              <HeadCell key={key} className="text-right">
                {label}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.rows.map(({ label, values, to, toEach }) => (
            <Row key={`${label} ${to}`}>
              <Cell>
                <Link href={to} className="text-block-middle underline">
                  {label}
                </Link>
              </Cell>
              {chart.series.map(({ key, label: name }) => (
                <Cell key={key} className="text-right">
                  {toEach?.[key] === undefined ? (
                    writeValue(chart, values[key] ?? 0)
                  ) : (
                    <Link href={toEach[key]} aria-label={`${label}, ${name}: ${writeValue(chart, values[key] ?? 0)}`}>
                      {writeValue(chart, values[key] ?? 0)}
                    </Link>
                  )}
                </Cell>
              ))}
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

/** The rows with most, for those who don't see the bars. */
function spoken(chart: Chart): string {
  const sums = chart.rows.map(({ label, values }) => ({
    label,
    sum: Object.values(values).reduce((all, value) => all + value, 0),
  }))
  return sums
    .toSorted((a, b) => b.sum - a.sum)
    .slice(0, 5)
    .map(({ label, sum }) => `${label} ${writeValue(chart, sum)}`)
    .join(', ')
}
