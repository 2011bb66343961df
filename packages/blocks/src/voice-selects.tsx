import { Select } from '@patchbay/ui/select'
import { useId } from 'react'
import { carrierVoice, type Gender, type Voice } from './message-parts'
import { giveVoice, languageName, languages, type Selection, type VoiceScope, voiceAt } from './voice'

const choices = languages.map((code) => ({ value: code, label: languageName(code) }))
const genders: readonly { value: Gender; label: string }[] = [
  { value: 'female', label: 'Female' },
  { value: 'male', label: 'Male' },
]

const applies: Record<VoiceScope, string> = {
  selection: 'Language and voice of the selected words.',
  part: 'Language and voice of the part at the cursor.',
  message: 'Language and voice of the whole message. Select words to change only those.',
}

/** The language and voice of what is selected in a message, of the part at the cursor, or of all of it. */
export function VoiceSelects({
  message,
  selection,
  onChange,
}: {
  message: string
  selection: Selection | null
  onChange: (message: string, selection: Selection | null) => void
}) {
  const id = useId()
  const { scope, voice } = voiceAt(message, selection)
  const give = (change: Partial<Voice>) => {
    const given = giveVoice(message, selection, change)
    onChange(given.message, given.selection)
  }
  const language = voice?.language ?? null
  const known = language === null || languages.includes(language)
  const rest = { disabled: voice === null, 'aria-describedby': id }
  const unsaid = (byDefault: string) => (voice === null ? byDefault : 'Several')
  return (
    <div className="grid gap-1">
      <div className="grid grid-cols-[minmax(0,1fr)_6.5rem] gap-1.5">
        <Select
          {...rest}
          aria-label="Language"
          placeholder={unsaid(languageName(carrierVoice.language))}
          value={language}
          options={known ? choices : [...choices, { value: language, label: languageName(language) }]}
          onChange={(code) => give({ language: code })}
        />
        <Select
          {...rest}
          aria-label="Voice"
          placeholder={unsaid('Female')}
          value={voice?.gender ?? null}
          options={genders}
          onChange={(gender) => {
            if (gender === 'female' || gender === 'male') give({ gender })
          }}
        />
      </div>
      <p id={id} className="text-xs text-faint">
        {voice === null ? 'Language and voice can be chosen once there are words.' : applies[scope]}
      </p>
    </div>
  )
}
