/** How often passwords, codes and the like may be guessed, by the address that they come from and by the account. */
export type GuessLimits = {
  /**
   * Counts one try, before it is looked at, so that a hundred at the same moment are a hundred. Null if it may be looked at, else
   * after how many seconds to come back. `account` is whatever names one, such as an e-mail address.
   */
  attempt: (address: string, account: string) => Promise<number | null>
  /** It was right: the try is given back. */
  succeeded: (address: string, account: string) => Promise<void>
  /** Whether this is the first time within two minutes that a code is tried. `code`: with whose it is. */
  firstUse: (code: string) => Promise<boolean>
}

/** What somebody reads who tried too often. */
export function waitSentence(seconds: number): string {
  const when =
    seconds < 100 ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : `${Math.ceil(seconds / 60)} minutes`
  return `That was tried too often. Try again in ${when}.`
}
