import { type Weekly, weeklySchema } from '@patchbay/flow/weekly-hours'
import { Clock } from 'lucide-react'
import { AskedSelect } from '../asked-select'
import { useFlowSettings } from '../known-names'
import { defineView } from '../view'
import { ExceptionsForm } from './exceptions-form'
import { HolidaysField } from './holidays-field'
import { hours } from './hours.block'
import { Preview } from './preview'
import { wallClock } from './wall-clock'
import { dayNames, WeeklyForm } from './weekly-form'
import { ZoneField } from './zone-field'

/** No setting is called that. */
const own = '-'

export const hoursView = defineView(hours, {
  icon: Clock,
  summary: ({ setting, weekly }) =>
    setting !== '' ? 'as each number says' : weekly.length === 0 ? null : weekly.map(rowWords).join(', '),
  Settings: ({ config, field }) => {
    const settings = Object.entries(useFlowSettings()).filter(([, { type }]) => type === 'hours')
    const usual = weeklySchema.safeParse(settings.find(([key]) => key === config.setting)?.[1].initial)
    const clock = wallClock(Date.now(), config.zone)
    const time = `${String(Math.floor(clock.minutes / 60)).padStart(2, '0')}:${String(clock.minutes % 60).padStart(2, '0')}`
    const part = (name: 'weekly' | 'exceptions', label: string, children: React.ReactNode) => (
      <section className="grid min-w-0 gap-1.5" aria-label={label}>
        <h3 className="text-[13px] font-medium">{label}</h3>
        {children}
        {field(name).error ? <p className="text-xs text-bad">{field(name).error}</p> : null}
      </section>
    )
    return (
      <>
        {settings.length > 0 || config.setting !== '' ? (
          <AskedSelect
            {...field('setting')}
            value={config.setting === '' ? own : config.setting}
            onChange={(key) => field('setting').onChange(key === own ? '' : key)}
            choices={[
              { value: own, label: 'of this block' },
              ...settings.map(([key, { label }]) => ({ value: key, label: `“${label || key}” of each number` })),
            ]}
            none=""
          />
        ) : null}
        {config.setting !== ''
          ? null
          : part('weekly', 'Opening hours', <WeeklyForm weekly={config.weekly} onChange={field('weekly').onChange} />)}
        <ZoneField {...field('zone')} />
        <HolidaysField value={config.holidays} onChange={field('holidays').onChange} today={clock.date} />
        {part(
          'exceptions',
          'Days that differ',
          <ExceptionsForm exceptions={config.exceptions} onChange={field('exceptions').onChange} today={clock.date} />,
        )}
        <Preview
          hours={usual.success ? { ...config, weekly: usual.data } : config}
          holidays={config.holidays}
          now={{ date: clock.date, time }}
        />
      </>
    )
  },
})

/** `Mon–Fri 09:00–18:00` */
function rowWords({ days, from, to }: Weekly[number]): string {
  const runs: number[][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last && last.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  const name = (day = 1) => dayNames[day - 1]
  const said = runs.map((run) => (run.length > 1 ? `${name(run[0])}–${name(run.at(-1))}` : name(run[0])))
  return `${said.join(', ')} ${from}–${to}`
}
