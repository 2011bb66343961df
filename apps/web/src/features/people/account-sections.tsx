import { Section } from '../../app/section'
import { useSession } from '../../app/session'
import { LocalNameForm } from './local-name-form'
import { NameSection } from './name-section'
import { PasskeysSection } from './passkeys-section'
import { passkeysWork } from './passkeys-work'
import { PasswordSection } from './password-section'
import { SessionsSection } from './sessions-section'
import { TwoStepSection } from './two-step-section'

/** All that one can settle about oneself; for whoever sits at this machine only the name, and why. */
export function AccountSections() {
  const { person, signIn } = useSession()
  if (!person) return null
  return (
    <div className="mx-auto grid max-w-2xl gap-4 p-4 sm:p-5">
      {person.local ? (
        <>
          <LocalNameForm />
          <Section title="Signing in">
            <p className="text-soft">
              You are signed in on this machine without a password, because only this machine can reach it. So there is
              no password, no passkey and no list of sessions to look after. Once Patchbay listens on the network,
              everybody signs in, and all of that stands here.
            </p>
          </Section>
        </>
      ) : (
        <>
          <NameSection person={person} />
          <PasswordSection person={person} />
          <TwoStepSection person={person} />
          {signIn.passkey && passkeysWork() ? <PasskeysSection /> : null}
          <SessionsSection />
        </>
      )}
    </div>
  )
}
