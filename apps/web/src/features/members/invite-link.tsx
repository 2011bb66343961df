import { Button } from '@patchbay/ui/button'
import { CopyButton } from '@patchbay/ui/copy-button'
import { Dialog } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'

export type InviteLinkProps = { email: string; link: string; mailed: boolean; onClose: () => void }

/** The link of an invitation, which is not shown again, and whether it has gone out by itself. */
export function InviteLink({ email, link, mailed, onClose }: InviteLinkProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`${email} is invited`}
      description={
        mailed
          ? 'A mail with a link is on its way to them. If it gets lost, hand them this one.'
          : 'No mail was sent. Hand them this link yourself, in a way that nobody else reads.'
      }
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <Field label="Link" hint="It is not shown again. Whoever has it can join in their place.">
        {(control) => (
          <div className="flex gap-1">
            <TextInput {...control} mono readOnly value={link} onFocus={(event) => event.target.select()} />
            <CopyButton text={link} label="Copy the link" />
          </div>
        )}
      </Field>
    </Dialog>
  )
}
