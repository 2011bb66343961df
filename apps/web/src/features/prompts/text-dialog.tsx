import { zodResolver } from '@hookform/resolvers/zod'
import { languageName } from '@patchbay/blocks/voice'
import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import { TextArea } from '@patchbay/ui/text-area'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { trpc } from '../../app/trpc'
import { refreshPrompts } from './prompt-files'
import { SpeakButton } from './take-sound'

const form = z.object({
  text: z
    .string()
    .trim()
    .min(1, 'Write what callers shall hear.')
    .max(800, 'A text has at most 800 characters.')
    .refine((text) => !/\{\{|\{%/.test(text), 'Variables in {{ }} can’t be filled in here: write plain words.'),
})
const voices = [
  { value: 'female', label: 'Female' },
  { value: 'male', label: 'Male' },
] as const

export type TextDialogProps = {
  prompt: { id: string; name: string }
  language: string
  /** What is spoken now. */
  now: { text: string; gender: 'female' | 'male' | null }
  onClose: () => void
}

/** Writes what the carrier speaks in a language. */
export function TextDialog({ prompt, language, now, onClose }: TextDialogProps) {
  const { register, handleSubmit, formState, watch } = useForm({
    resolver: zodResolver(form),
    defaultValues: { text: now.text },
  })
  const [gender, setGender] = useState(now.gender ?? 'female')
  const save = useMutation(
    trpc.prompts.setText.mutationOptions({
      onSuccess: async () => {
        await refreshPrompts()
        onClose()
      },
    }),
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      width="medium"
      title={`“${prompt.name}” in ${languageName(language)}`}
      description="The carrier speaks it. What is heard now stays in the history."
    >
      <form
        onSubmit={handleSubmit(({ text }) => save.mutate({ id: prompt.id, language, text, gender }))}
        className="grid gap-4"
      >
        <Field label="Text" error={formState.errors.text?.message}>
          {(control) => <TextArea {...control} {...register('text')} lang={language} rows={5} autoFocus />}
        </Field>
        <div className="flex flex-wrap items-end gap-3">
          <Field label="Voice" className="w-32">
            {(control) => <Select {...control} value={gender} options={voices} onChange={setGender} />}
          </Field>
          <SpeakButton text={watch('text')} language={language} gender={gender} label="the text" />
        </div>
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={save.isPending}>
            Save
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
