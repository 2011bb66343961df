import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { usePerson } from '../../app/person'
import { Section } from '../../app/section'

/** What whoever sits at this machine is called. Kept in this browser, at once. */
export function LocalNameForm() {
  const { name, sign } = usePerson()
  return (
    <Section title="You">
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
    </Section>
  )
}
