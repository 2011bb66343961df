import { Button } from '@patchbay/ui/button'
import { canSpeak, Speaker } from '@patchbay/ui/speaker'
import { Play, Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import { heard } from './heard'
import { usePromptMarkup } from './known-names'
import { writeSpeakingTime } from './speaking-time'

/** Says a message aloud as a caller would hear it, with examples for its variables, and tells about how long it takes. */
export function MessagePlayer({ message }: { message: string }) {
  const [speaker] = useState(() => new Speaker())
  const [playing, setPlaying] = useState(false)
  useEffect(() => () => speaker.stop(), [speaker])

  const parts = heard(message, usePromptMarkup())
  const time = writeSpeakingTime(parts)
  const mute = !canSpeak() && parts.some((part) => part.kind === 'speech')
  const unable = mute ? 'This browser can’t speak.' : time === null ? 'There is nothing to hear yet.' : undefined

  function press() {
    speaker.stop()
    setPlaying(!playing)
    if (!playing) speaker.say(parts, () => setPlaying(false))
  }

  return (
    <>
      <Button
        size="small"
        icon={playing ? Square : Play}
        // What is being said can be stopped, even if the message is gone meanwhile.
        disabled={!playing && unable !== undefined}
        title={unable ?? 'Hear it in this browser’s voice, with examples for the variables'}
        onClick={press}
      >
        {playing ? 'Stop' : 'Play'}
      </Button>
      {time === null ? null : <span className="px-1 text-xs text-faint tabular-nums">{time}</span>}
    </>
  )
}
