import { MoreFields } from './more-fields'
import { PhoneNumberField } from './phone-number-field'
import { TextField } from './text-field'
import type { BoundField } from './view'

/** What few people set of a block that puts a caller through. */
export function PutThroughFields({ callerId, tag }: { callerId: BoundField<string>; tag: BoundField<string> }) {
  return (
    <MoreFields inUse={callerId.value !== '' || tag.value !== ''}>
      <PhoneNumberField {...callerId} hint="The number that the other phone shows, or “private”." />
      <TextField {...tag} hint="The carrier gives it back with each notification." />
    </MoreFields>
  )
}
