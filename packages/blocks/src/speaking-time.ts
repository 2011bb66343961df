import type { SpokenPart } from '@patchbay/ui/speaker'
import { writeDuration } from './duration'

/**
 * How fast a voice speaks, in characters a second. Assumed, not measured at the carrier: 150 English words a minute, the
 * usual pace of an announcement, are 15 characters a second with their spaces; 270 Chinese characters a minute, the pace of a
 * news reader, are 4.5. Kana and Hangul are taken to be like Chinese.
 */
const charactersPerSecond = { alphabet: 15, syllables: 4.5 } as const
const syllable = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

/** About how long the spoken parts take, in whole seconds, at least one if there are any; and how many files there are. */
export function speakingTime(parts: readonly SpokenPart[]): { seconds: number; files: number } {
  let seconds = 0
  let files = 0
  for (const part of parts) {
    if (part.kind === 'url') files++
    else {
      const syllables = part.text.match(syllable)?.length ?? 0
      const others = [...part.text].length - syllables
      seconds += syllables / charactersPerSecond.syllables + others / charactersPerSecond.alphabet
    }
  }
  return { seconds: seconds === 0 ? 0 : Math.max(1, Math.round(seconds)), files }
}

/** “about 6 s and a file”; null for silence. How long a file is, only the file knows. */
export function writeSpeakingTime(parts: readonly SpokenPart[]): string | null {
  const { seconds, files } = speakingTime(parts)
  const said = [
    seconds > 0 ? `about ${writeDuration(seconds)}` : '',
    files === 1 ? 'a file' : files > 1 ? `${files} files` : '',
  ].filter((part) => part !== '')
  return said.length === 0 ? null : said.join(' and ')
}
