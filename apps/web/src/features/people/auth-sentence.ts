/** What browsers say about passkeys, by the codes of SimpleWebAuthn: the server has not been asked then. */
const ofBrowsers: Record<string, string> = {
  AUTH_CANCELLED: 'No passkey was used. Try again, or sign in in another way.',
  ERROR_CEREMONY_ABORTED: 'No passkey was used. Try again when you are ready.',
  ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY: 'No passkey was used: the browser was told no, or waited too long. Try again.',
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: 'There is a passkey of yours on this device already.',
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT:
    'This device can’t check that it is you. Set up its lock, then try again.',
  ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT: 'This device can’t keep passkeys. Try another one.',
  ERROR_INVALID_DOMAIN: 'The browser allows no passkeys at this address. Open Patchbay at its own name.',
  ERROR_INVALID_RP_ID: 'The browser allows no passkeys at this address. Open Patchbay at its own name.',
}

/** What to tell a person who was refused: what the server says, or what we make of a browser’s refusal. */
export function authSentence(code: string, message: string): string {
  const sentence = ofBrowsers[code] ?? message
  return sentence === '' || code === 'UNKNOWN_ERROR' ? 'That did not work. Try again.' : sentence
}
