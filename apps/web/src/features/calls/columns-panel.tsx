import { Checkbox } from '@patchbay/ui/checkbox'
import { type ColumnName, columnNames, columnOf } from './call-columns'

/** Which columns the list has. The caller’s is always there. */
export function ColumnsPanel({
  shown,
  onChoose,
}: {
  shown: readonly ColumnName[]
  onChoose: (names: readonly ColumnName[]) => void
}) {
  return (
    <div className="grid grid-cols-2 gap-2.5">
      <Checkbox label="Caller" checked disabled onChange={() => undefined} />
      {columnNames.map((name) => (
        <Checkbox
          key={name}
          label={columnOf(name).label}
          checked={shown.includes(name)}
          onChange={(checked) => onChoose(checked ? [...shown, name] : shown.filter((each) => each !== name))}
        />
      ))}
    </div>
  )
}
