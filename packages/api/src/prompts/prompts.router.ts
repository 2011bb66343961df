import { z } from 'zod'
import { idInput, nameInput } from '../inputs'
import { may, router } from '../trpc'
import { createPrompt } from './create-prompt'
import { getPrompt } from './get-prompt'
import { listPrompts } from './list-prompts'
import { promptHistory } from './prompt-history'
import { createPromptInput, genderInput, languageInput, promptTextInput } from './prompt-inputs'
import { removeLanguage } from './remove-language'
import { removePrompt } from './remove-prompt'
import { renamePrompt } from './rename-prompt'
import { restoreTake } from './restore-take'
import { setText } from './set-text'

const spotInput = z.strictObject({ id: idInput, language: languageInput })

/** Recordings come and go as files, beside these: see the server's `prompt-files.ts`. */
export const promptsRouter = router({
  /** The workspace’s prompts, and what is heard of each in which language. */
  list: may.look.query(({ ctx }) => listPrompts(ctx)),

  /** A prompt, and what is heard of it. */
  get: may.look.input(z.strictObject({ id: idInput })).query(({ ctx, input }) => getPrompt(ctx, input.id)),

  /** What was ever heard of a prompt in a language. */
  history: may.look.input(spotInput).query(({ ctx, input }) => promptHistory(ctx, input)),

  /** Makes a prompt in which nothing is heard yet. */
  create: may.draw.input(createPromptInput).mutation(({ ctx, input }) => createPrompt(ctx, input)),

  /** Renames a prompt. Its key stays. */
  rename: may.draw
    .input(z.strictObject({ id: idInput, name: nameInput }))
    .mutation(({ ctx, input }) => renamePrompt(ctx, input)),

  /** Removes a prompt and its recordings. Refused while a flow names it. */
  remove: may.draw.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => removePrompt(ctx, input.id)),

  /** Has a text spoken in a language. */
  setText: may.draw
    .input(spotInput.extend({ text: promptTextInput, gender: genderInput.nullable() }))
    .mutation(({ ctx, input }) => setText(ctx, input)),

  /** Has an earlier text or recording heard again. */
  restoreTake: may.draw
    .input(z.strictObject({ takeId: idInput }))
    .mutation(({ ctx, input }) => restoreTake(ctx, input.takeId)),

  /** Has nothing heard in a language any more. */
  removeLanguage: may.draw.input(spotInput).mutation(({ ctx, input }) => removeLanguage(ctx, input)),
})
