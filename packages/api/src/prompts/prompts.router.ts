import { z } from 'zod'
import { idInput, nameInput } from '../inputs'
import { procedure, router } from '../trpc'
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
  list: procedure.query(({ ctx }) => listPrompts(ctx)),

  get: procedure.input(z.strictObject({ id: idInput })).query(({ ctx, input }) => getPrompt(ctx, input.id)),

  history: procedure.input(spotInput).query(({ ctx, input }) => promptHistory(ctx, input)),

  create: procedure.input(createPromptInput).mutation(({ ctx, input }) => createPrompt(ctx, input)),

  rename: procedure
    .input(z.strictObject({ id: idInput, name: nameInput }))
    .mutation(({ ctx, input }) => renamePrompt(ctx, input)),

  remove: procedure.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => removePrompt(ctx, input.id)),

  setText: procedure
    .input(spotInput.extend({ text: promptTextInput, gender: genderInput.nullable() }))
    .mutation(({ ctx, input }) => setText(ctx, input)),

  restoreTake: procedure
    .input(z.strictObject({ takeId: idInput }))
    .mutation(({ ctx, input }) => restoreTake(ctx, input.takeId)),

  removeLanguage: procedure.input(spotInput).mutation(({ ctx, input }) => removeLanguage(ctx, input)),
})
