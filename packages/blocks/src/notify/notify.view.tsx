import { Mail } from 'lucide-react'
import { ChoiceField } from '../choice-field'
import { quoted } from '../spoken-text'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { WordsField } from '../words-field'
import { notify } from './notify.block'

export const notifyView = defineView(notify, {
  icon: Mail,
  summary: ({ by, to, url, text }) => {
    const where = by === 'email' ? to : url.replace(/^https?:\/\//, '')
    const said = [where && `To ${where}`, quoted(text)].filter(Boolean)
    return said.length > 0 ? said.join(': ') : null
  },
  Settings: ({ config, field }) => (
    <>
      <ChoiceField
        {...field('by')}
        options={[
          { value: 'email', label: 'E-mail' },
          { value: 'webhook', label: 'Webhook' },
        ]}
      />
      {config.by === 'email' ? (
        <>
          <TextField {...field('to')} />
          <TextField {...field('subject')} />
        </>
      ) : (
        <TextField {...field('url')} mono hint="It gets the text and the call as JSON, signed." />
      )}
      <WordsField {...field('text')} max={4_000} />
    </>
  ),
})
