import { useId } from 'react'
import { useKnownNames } from './known-names'

/** What a control needs to offer every name that texts may use: spread `list` onto it, and show `options` beside it. */
export function useNamesList() {
  const id = useId()
  const names = useKnownNames()
  return {
    list: id,
    options: (
      <datalist id={id}>
        {names.map(({ path, about }) => (
          <option key={path} value={path.replace(/\.\*$/, '.')}>
            {about}
          </option>
        ))}
      </datalist>
    ),
  }
}
