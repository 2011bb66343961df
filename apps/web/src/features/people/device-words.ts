import Bowser from 'bowser'

/** A browser and its system in words, from what it says of itself: “Chrome on macOS”. */
export function deviceWords(userAgent: string | null | undefined): string {
  if (!userAgent) return 'Unknown device'
  const { browser, os, platform } = Bowser.parse(userAgent)
  const where = platform.model && platform.type === 'mobile' ? platform.model : os.name
  if (!browser.name) return where ? `Something on ${where}` : 'Unknown device'
  return where ? `${browser.name} on ${where}` : browser.name
}
