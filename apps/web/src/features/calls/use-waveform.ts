import { getNonce } from 'get-nonce'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type WaveSurfer from 'wavesurfer.js'

/** A recording of more bytes is played without being drawn: it would take a phone's memory to decode it. */
const mostBytes = 6_000_000

export type Waveform =
  | { kind: 'loading' }
  /** `seconds` of it have been played of `length`. */
  | { kind: 'ready'; playing: boolean; seconds: number; length: number }
  | { kind: 'too-long' }
  | { kind: 'failed'; message: string }

export type WaveformControls = { toggle: () => void; seek: (seconds: number) => void }

/** Draws the recording at `address` in `paper` and plays it. Colours are the page's own when it is drawn. */
export function useWaveform(
  address: string,
  paper: RefObject<HTMLDivElement | null>,
): { state: Waveform; controls: WaveformControls } {
  const [state, setState] = useState<Waveform>({ kind: 'loading' })
  const player = useRef<WaveSurfer | null>(null)
  useEffect(() => {
    const gone = new AbortController()
    const draw = async () => {
      const answer = await fetch(address, { signal: gone.signal })
      if (!answer.ok) throw new Error('The carrier does not give this recording. It may be gone there.')
      if (Number(answer.headers.get('content-length') ?? 0) > mostBytes) return setState({ kind: 'too-long' })
      // Fetched before it is asked for, so that a page without recordings never loads it.
      const [sound, { default: Surfer }] = await Promise.all([answer.blob(), import('wavesurfer.js')])
      if (gone.signal.aborted || !paper.current) return
      const nonce = getNonce()
      const ink = getComputedStyle(document.documentElement)
      const surfer = Surfer.create({
        container: paper.current,
        ...(nonce === undefined ? {} : { cspNonce: nonce }),
        height: 36,
        barWidth: 2,
        barGap: 2,
        barRadius: 2,
        cursorWidth: 1,
        normalize: true,
        waveColor: ink.getPropertyValue('--control').trim(),
        progressColor: ink.getPropertyValue('--block-middle').trim(),
        cursorColor: ink.getPropertyValue('--ink').trim(),
      })
      player.current = surfer
      const tell = () =>
        setState({
          kind: 'ready',
          playing: surfer.isPlaying(),
          seconds: surfer.getCurrentTime(),
          length: surfer.getDuration(),
        })
      for (const event of ['ready', 'play', 'pause', 'finish', 'seeking', 'timeupdate'] as const) surfer.on(event, tell)
      await surfer.loadBlob(sound)
    }
    draw().catch((error: unknown) => {
      if (gone.signal.aborted) return
      setState({ kind: 'failed', message: error instanceof Error ? error.message : 'It can’t be played.' })
    })
    return () => {
      gone.abort()
      player.current?.destroy()
      player.current = null
    }
  }, [address, paper])
  return {
    state,
    controls: {
      toggle: () => void player.current?.playPause(),
      seek: (seconds) => player.current?.setTime(seconds),
    },
  }
}
