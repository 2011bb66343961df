import { useEffect, useRef, useState } from 'react'
import { asWav } from './wav'

export type Recorder =
  | { state: 'idle'; fault: string | null }
  | { state: 'recording'; since: number }
  | { state: 'working' }
  /** `address` is good for as long as this state lasts. */
  | { state: 'recorded'; wav: Blob; address: string }

/** What fits into a WAV of 10 MB, in milliseconds: then it stops by itself, and nothing is lost. */
const longest = 5 * 60_000

/** Records the microphone. `start` forgets what was recorded before; leaving the page lets go of the microphone. */
export function useRecorder(): { recorder: Recorder; start: () => Promise<void>; stop: () => void } {
  const [recorder, setRecorder] = useState<Recorder>({ state: 'idle', fault: null })
  const running = useRef<MediaRecorder | null>(null)
  const left = useRef(false)

  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
      letGo(running.current)
    }
  }, [])
  useEffect(() => {
    if (recorder.state !== 'recorded') return
    const { address } = recorder
    return () => URL.revokeObjectURL(address)
  }, [recorder])
  useEffect(() => {
    if (recorder.state !== 'recording') return
    const timer = setTimeout(() => running.current?.stop(), longest)
    return () => clearTimeout(timer)
  }, [recorder])

  const fail = (fault: string) => setRecorder({ state: 'idle', fault })

  async function start(): Promise<void> {
    if (!navigator.mediaDevices || typeof MediaRecorder === 'undefined')
      return fail('This browser lets pages record over https only. Upload a file instead.')
    setRecorder({ state: 'working' })
    let stream: MediaStream
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    } catch {
      return fail('The microphone can’t be used. Allow it for this page in the browser, then try again.')
    }
    const media = new MediaRecorder(stream)
    if (left.current) return letGo(media)
    const parts: Blob[] = []
    media.ondataavailable = ({ data }) => parts.push(data)
    media.onstop = async () => {
      letGo(media)
      if (left.current) return
      setRecorder({ state: 'working' })
      try {
        const wav = await asWav(new Blob(parts, { type: media.mimeType }))
        setRecorder({ state: 'recorded', wav, address: URL.createObjectURL(wav) })
      } catch {
        fail('Nothing was recorded. Speak a little longer, then stop.')
      }
    }
    running.current = media
    media.start()
    setRecorder({ state: 'recording', since: Date.now() })
  }

  return { recorder, start, stop: () => running.current?.stop() }
}

/** Ends a recording, and the sign of the browser that the microphone is on. */
function letGo(media: MediaRecorder | null): void {
  if (media && media.state !== 'inactive') media.stop()
  for (const track of media?.stream.getTracks() ?? []) track.stop()
}
