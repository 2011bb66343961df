import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import { useAsked } from '../surroundings'

type Place = { country: string; region: string | null }

export type HolidaysFieldProps = { value: Place | null; onChange: (place: Place | null) => void; today: string }

const none = 'none'
const shownDate = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' })

/** Whose public holidays count: of a country, and of one of its regions where they have their own. */
export function HolidaysField({ value, onChange, today }: HolidaysFieldProps) {
  const countries = useAsked('countries', (around) => around.countries())
  const country = value?.country ?? ''
  const regions = useAsked(`regions of ${country}`, async (around) => (country === '' ? [] : around.regions(country)))
  const year = Number(today.slice(0, 4))
  const next = useAsked(`holidays of ${country} ${value?.region} ${today}`, async (around) =>
    value === null
      ? []
      : [
          ...(await around.holidays(value.country, value.region, year)),
          ...(await around.holidays(value.country, value.region, year + 1)),
        ]
          .filter(({ date }) => date >= today)
          .slice(0, 5),
  )
  return (
    <div className="grid min-w-0 gap-2">
      <Field label="Public holidays of">
        {(control) => (
          <Select
            {...control}
            value={value === null ? none : country}
            onChange={(code) => onChange(code === none ? null : { country: code, region: null })}
            options={[
              { value: none, label: 'no country' },
              ...(countries ?? (value ? [{ code: country, name: country }] : [])).map(({ code, name }) => ({
                value: code,
                label: name,
              })),
            ]}
          />
        )}
      </Field>
      {value && regions && regions.length > 0 ? (
        <Field label="Region">
          {(control) => (
            <Select
              {...control}
              value={value.region ?? none}
              onChange={(code) => onChange({ country, region: code === none ? null : code })}
              options={[
                { value: none, label: 'the whole country' },
                ...regions.map(({ code, name }) => ({ value: code, label: name })),
              ]}
            />
          )}
        </Field>
      ) : null}
      {next && next.length > 0 ? (
        <p className="text-xs text-faint">
          Next: {next.map(({ date, name }) => `${shownDate.format(new Date(date))} ${name}`).join(' · ')}
        </p>
      ) : null}
    </div>
  )
}
