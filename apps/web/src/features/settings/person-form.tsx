import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { usePerson } from '../../app/person'

/** Who sits here. Kept in this browser, at once. */
export function PersonForm() {
  const { name, sign } = usePerson()
  return (
    <div className="mb-4 rounded-card border border-line bg-panel p-4 sm:p-5">
      <Field
        label="Your name"
        hint="Signs what you save and publish from this browser, and shows others that you have a flow open."
      >
        {(control) => (
          <TextInput
            {...control}
            value={name}
            maxLength={60}
            autoComplete="name"
            placeholder="nobody in particular"
            onChange={(event) => sign(event.target.value)}
          />
        )}
      </Field>
    </div>
  )
}
