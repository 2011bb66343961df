import type { SpokenPart } from './simulator-control'

/** The handset's loudspeaker: says texts and plays recordings, one after the other. */
export class Speaker {
  private queue: SpokenPart[] = []
  private sounding: HTMLAudioElement | null = null
  private busy = false

  /** Adds what is to be heard after what is being heard. */
  say(parts: readonly SpokenPart[]): void {
    this.queue.push(...parts)
    if (!this.busy) this.next()
  }

  /** Silence, at once. */
  stop(): void {
    this.queue = []
    this.busy = false
    this.sounding?.pause()
    this.sounding = null
    if ('speechSynthesis' in window) speechSynthesis.cancel()
  }

  private next(): void {
    const part = this.queue.shift()
    this.busy = part !== undefined
    if (!part) return
    let went = false
    // A browser may tell of the end twice, as an end and as an error.
    const goOn = () => {
      if (went) return
      went = true
      this.next()
    }
    if (part.kind === 'url') this.play(part.url, goOn)
    else this.speak(part.text, part.language, goOn)
  }

  private speak(text: string, language: string, done: () => void): void {
    if (!('speechSynthesis' in window)) return done()
    const utterance = new SpeechSynthesisUtterance(text)
    utterance.lang = language
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
