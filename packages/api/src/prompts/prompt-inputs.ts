import { languages } from '@patchbay/blocks/voice'
import { z } from 'zod'
import { keyInput, nameInput } from '../inputs'

export const createPromptInput = z.strictObject({ key: keyInput, name: nameInput })

/** A language that the carrier speaks, by its own name. */
export const languageInput = z.enum(languages, 'The carrier does not speak this language.')

export const genderInput = z.enum(['female', 'male'])

/** What is spoken: plain words, since it is filled in after the variables of the message around it. */
export const promptTextInput = z
  .string()
  .regex(/^[^\p{Surrogate}\0]*$/u, 'Use no invisible characters.')
  .trim()
  .min(1, 'Write what callers shall hear.')
  .max(800, 'The text of a prompt has at most 800 characters.')
  .refine((text) => !/\{\{|\{%/.test(text), 'Variables in {{ }} can’t be filled in here: write plain words.')
