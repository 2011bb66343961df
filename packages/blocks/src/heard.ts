import type { Vars } from '@patchbay/flow/call'
import { compileText } from '@patchbay/flow/template'
import type { SpokenPart } from '@patchbay/ui/speaker'
import { carrierVoice, readMessage, unescapeMarks } from './message-parts'

/** What a message's variables hold while nobody has rung. */
const sampleVars: Vars = {
  caller: '+6591234567',
  called: '+6531580000',
  digits: '1',
  recording: 'https://example.com/recording.mp3',
}

/** What is heard of a prompt, by its key, with the marks of a message; null where there is none. */
export type PromptMarkup = (key: string) => string | null

/** What a caller would hear of a message: its variables filled in, its marks obeyed, part after part. Empty: nothing. */
export function heard(message: string, prompt: PromptMarkup = () => null): SpokenPart[] {
  return readMessage(filledIn(message, prompt)).flatMap((part): SpokenPart[] => {
    if (part.kind === 'file') return [{ kind: 'url', url: unescapeMarks(part.url.trim()) }]
    const { language, gender } = part.kind === 'speech' ? part : { language: null, gender: null }
    const words = unescapeMarks(part.text).trim()
    if (words === '') return []
    return [
      {
        kind: 'speech',
        text: words,
        language: language ?? carrierVoice.language,
        gender: gender ?? carrierVoice.gender,
      },
    ]
  })
}

/** What the carrier could not read of a message: a mark that is not closed, or none that it knows. Null if there is none. */
export function unreadMark(message: string): string | null {
  for (const part of readMessage(filledIn(message, () => null))) {
    const mark = part.kind === 'plain' ? /<[^<>]{0,40}>?/.exec(part.text)?.[0] : undefined
    if (mark !== undefined) return mark
  }
  return null
}

function filledIn(message: string, prompt: PromptMarkup): string {
  const compiled = compileText(message)
  return compiled.ok ? compiled.say(sampleVars, prompt) : message
}
