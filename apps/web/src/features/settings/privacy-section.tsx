import { CallerSection } from './caller-section'
import { CallersVisibleSection } from './callers-visible-section'

/** Who sees callers’ data, and what is kept of one caller. */
export function PrivacySection() {
  return (
    <>
      <CallersVisibleSection />
      <CallerSection />
    </>
  )
}
