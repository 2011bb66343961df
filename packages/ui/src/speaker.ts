export type SpokenPart =
  | { kind: 'speech'; text: string; language: string; gender: 'female' | 'male' }
  | { kind: 'url'; url: string }

/** Browsers don't tell whether a voice is a man's: a lower pitch has to do. */
const pitch = { female: 1, male: 0.6 } as const

/** Whether this browser can say anything at all. */
export function canSpeak(): boolean {
  return 'speechSynthesis' in window
}

/** A loudspeaker: says texts and plays recordings, one after the other. */
export class Speaker {
  private queue: SpokenPart[] = []
  private sounding: HTMLAudioElement | null = null
  private busy = false
  /** Counts the silences: what was cut short may tell of its end when something else is being said. */
  private silences = 0
  private whenSaid: (() => void) | undefined

  /** Adds what is to be heard after what is being heard. `whenSaid` is called when all is, unless it is cut short. */
  say(parts: readonly SpokenPart[], whenSaid?: () => void): void {
    this.queue.push(...parts)
    this.whenSaid = whenSaid
    if (!this.busy) this.next()
  }

  /** Silence, at once. */
  stop(): void {
    this.silences++
    this.queue = []
    this.busy = false
    this.whenSaid = undefined
    this.sounding?.pause()
    this.sounding = null
    if (canSpeak()) speechSynthesis.cancel()
  }

  private next(): void {
    const part = this.queue.shift()
    this.busy = part !== undefined
    if (!part) {
      this.whenSaid?.()
      return
    }
    const since = this.silences
    let went = false
    // A browser may tell of the end twice, as an end and as an error.
    const goOn = () => {
      if (went || since !== this.silences) return
      went = true
      this.next()
    }
    if (part.kind === 'url') this.play(part.url, goOn)
    else this.speak(part, goOn)
  }

  private speak({ text, language, gender }: SpokenPart & { kind: 'speech' }, done: () => void): void {
    if (!canSpeak()) return done()
    const utterance = new SpeechSynthesisUtterance(text)
    utterance.lang = browserLanguage(language)
    utterance.pitch = pitch[gender]
    utterance.onend = done
    utterance.onerror = done
    speechSynthesis.speak(utterance)
  }

  private play(url: string, done: () => void): void {
    const audio = new Audio(url)
    this.sounding = audio
    audio.onended = done
    audio.onerror = done
    audio.play().catch(done)
  }
}

/** A language by the name that voices go by: the carrier's `en-UK` is `en-GB` to a browser. */
function browserLanguage(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? language
  } catch {
    return language
  }
}
