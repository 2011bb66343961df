import { type Neighbours, type PromptSound, takeIn } from '@patchbay/flow/neighbours'
import { filePart, speechPart, writePart } from './message-parts'

/** A prompt's sound with the marks of a message. A file's `address` stands as it is given. */
export function markupOf(sound: PromptSound, language: string): string {
  if (sound.kind === 'file') return writePart(filePart(sound.address))
  return writePart(speechPart(escapeMarks(sound.text), { language, gender: sound.gender }))
}

/** What is heard of a neighbour's prompt in a language, with the marks of a message; null where there is nothing. */
export function promptIn({ prompts }: Neighbours, key: string, language: string): string | null {
  const prompt = prompts.find((each) => each.key === key)
  const take = prompt && takeIn(prompt, language)
  return take ? markupOf(take.sound, take.language) : null
}

/** A text can bring no marks along. */
function escapeMarks(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
