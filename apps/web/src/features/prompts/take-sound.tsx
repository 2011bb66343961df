import { Button } from '@patchbay/ui/button'
import { canSpeak, Speaker } from '@patchbay/ui/speaker'
import { Play, Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import { length } from '../../app/moment'
import type { Outputs } from '../../app/trpc'

export type Take = Outputs['prompts']['history'][number]

/** What callers hear of a take, to be listened to. `label` says which one it is to whoever can't see it. */
export function TakeSound({ take, label }: { take: Take; label: string }) {
  const { sound, language } = take
  if (sound.kind === 'file')
    return (
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        {/* biome-ignore lint/a11y/useMediaCaption: what is said is only known to who recorded it */}
        <audio controls preload="none" src={sound.address} aria-label={label} className="h-9 w-full max-w-sm" />
        <span className="text-[13px] whitespace-nowrap text-soft tabular-nums">
          {length(Math.max(1_000, sound.milliseconds))} · {sound.mime === 'audio/mpeg' ? 'MP3' : 'WAV'}
        </span>
      </div>
    )
  return (
    <div className="grid gap-2">
      <p lang={language} className="break-words whitespace-pre-wrap">
        {sound.text}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <SpeakButton text={sound.text} language={language} gender={sound.gender ?? 'female'} label={label} />
        {sound.gender === 'male' ? <span className="text-[13px] text-soft">Male voice</span> : null}
      </div>
    </div>
  )
}

export type SpeakButtonProps = { text: string; language: string; gender: 'female' | 'male'; label: string }

/** Says a text in this browser's voice: the carrier's is another one. */
export function SpeakButton({ text, language, gender, label }: SpeakButtonProps) {
  const [speaker] = useState(() => new Speaker())
  const [playing, setPlaying] = useState(false)
  useEffect(() => () => speaker.stop(), [speaker])
  const able = canSpeak()
  return (
    <Button
      size="small"
      icon={playing ? Square : Play}
      disabled={!playing && (!able || text.trim() === '')}
      aria-label={`${playing ? 'Stop' : 'Play'}: ${label}`}
      title={able ? 'In this browser’s voice; the carrier has one of its own' : 'This browser can’t speak.'}
      onClick={() => {
        speaker.stop()
        setPlaying(!playing)
        if (!playing) speaker.say([{ kind: 'speech', text, language, gender }], () => setPlaying(false))
      }}
    >
      {playing ? 'Stop' : 'Play'}
    </Button>
  )
}
