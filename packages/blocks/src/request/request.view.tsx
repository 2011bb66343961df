import { ArrowLeftRight } from 'lucide-react'
import { ChoiceField } from '../choice-field'
import { DurationField } from '../duration-field'
import { MessageField } from '../message-field'
import { MoreFields } from '../more-fields'
import { NumberField } from '../number-field'
import { PairsField } from '../pairs-field'
import { SwitchField } from '../switch-field'
import { TextField } from '../text-field'
import { defineView } from '../view'
import { request } from './request.block'

export const requestView = defineView(request, {
  icon: ArrowLeftRight,
  summary: ({ method, url }) => (url === '' ? null : `${method} ${url.replace(/^https?:\/\//, '')}`),
  Settings: ({ config, field }) => (
    <>
      <ChoiceField
        {...field('method')}
        options={[
          { value: 'GET', label: 'GET' },
          { value: 'POST', label: 'POST' },
          { value: 'PUT', label: 'PUT' },
        ]}
      />
      <TextField {...field('url')} mono hint="{{ digits }} and other variables may stand in it." />
      {config.method === 'GET' ? null : (
        <>
          <ChoiceField
            {...field('body')}
            options={[
              { value: 'none', label: 'Nothing' },
              { value: 'json', label: 'JSON' },
              { value: 'form', label: 'A form' },
            ]}
          />
          {config.body === 'none' ? null : (
            <PairsField {...field('data')} one="field" nameExample="order.number" valueExample="{{ digits }}" />
          )}
        </>
      )}
      <PairsField
        {...field('keep')}
        one="variable"
        nameExample="forecast"
        valueExample="days.0.text"
        hint="Where it stands in a JSON answer: names and numbers from 0, with dots between."
      />
      <MessageField {...field('message')} example="One moment, please." />
      <p className="text-xs text-faint">The caller hears it again and again until the answer is there.</p>
      <div className="grid grid-cols-2 gap-3">
        <DurationField {...field('seconds')} />
        {config.method === 'POST' ? null : <NumberField {...field('retries')} />}
      </div>
      <SwitchField
        {...field('split')}
        hint="A way on for each: a wrong request, a fault there, or no answer in time."
      />
      <MoreFields inUse={config.headers.length > 0}>
        <PairsField
          {...field('headers')}
          one="header"
          nameExample="Authorization"
          valueExample="Bearer {{ secret.api_key }}"
          hint="Secrets are named here and kept under Settings; they are never shown or logged."
        />
      </MoreFields>
    </>
  ),
})
