import { Bar, CartesianGrid, BarChart as Recharts, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Chart } from './chart'
import { writeValue } from './chart'

const tick = { fill: 'var(--soft)', fontSize: 12 }
const nameWidth = 150
const axisFormat = new Intl.NumberFormat()
/** A bar and the room about it, in pixels. */
const barHeight = 30

/** A chart's rows as columns or as bars. `onPick` gets the index of a row that is pressed, and which of its series. */
export default function BarChart({ chart, onPick }: { chart: Chart; onPick: (row: number, series: string) => void }) {
  const { kind, rows, series } = chart
  const upright = kind === 'columns'
  const data = rows.map(({ label, values, to }, row) => ({ label, row, to, ...values }))
  const height = upright ? 220 : Math.max(120, rows.length * barHeight + 30)
  const onAxis = (value: unknown) => axisFormat.format(Number(value))
  const written = (value: unknown) => writeValue(chart, Number(value))
  return (
    <ResponsiveContainer width="100%" height={height}>
      <Recharts
        data={data}
        layout={upright ? 'horizontal' : 'vertical'}
        margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
        barCategoryGap={upright ? '12%' : '22%'}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--line)" vertical={!upright} horizontal={upright} />
        {upright ? (
          <>
            <XAxis dataKey="label" tick={tick} stroke="var(--line)" minTickGap={16} />
            <YAxis
              tick={tick}
              tickFormatter={onAxis}
              stroke="var(--line)"
              width={52}
              allowDecimals={chart.currency !== undefined}
            />
          </>
        ) : (
          <>
            <XAxis type="number" tick={tick} tickFormatter={onAxis} stroke="var(--line)" allowDecimals={false} />
            <YAxis
              type="category"
              dataKey="label"
              tick={tick}
              stroke="var(--line)"
              width={nameWidth}
              interval={0}
              tickFormatter={(label: unknown) => shortened(String(label))}
            />
          </>
        )}
        <Tooltip
          cursor={{ fill: 'var(--bg)' }}
          isAnimationActive={false}
          contentStyle={{ background: 'var(--panel)', border: '1px solid var(--line)', borderRadius: 8 }}
          labelStyle={{ color: 'var(--ink)', fontWeight: 600 }}
          itemStyle={{ color: 'var(--soft)' }}
          formatter={written}
        />
        {series.map(({ key, label, colour }) => (
          <Bar
            key={key}
            dataKey={key}
            name={label}
            stackId="all"
            fill={colour}
            isAnimationActive={false}
            maxBarSize={upright ? 46 : 22}
            className="cursor-pointer"
            onClick={(_, row) => onPick(row, key)}
          />
        ))}
      </Recharts>
    </ResponsiveContainer>
  )
}

function shortened(label: string): string {
  return label.length > 24 ? `${label.slice(0, 23)}…` : label
}
