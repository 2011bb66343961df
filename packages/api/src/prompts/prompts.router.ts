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
  list: may.look.query(({ ctx }) => listPrompts(ctx)),

  get: may.look.input(z.strictObject({ id: idInput })).query(({ ctx, input }) => getPrompt(ctx, input.id)),

  history: may.look.input(spotInput).query(({ ctx, input }) => promptHistory(ctx, input)),

  create: may.draw.input(createPromptInput).mutation(({ ctx, input }) => createPrompt(ctx, input)),

  rename: may.draw
    .input(z.strictObject({ id: idInput, name: nameInput }))
    .mutation(({ ctx, input }) => renamePrompt(ctx, input)),

  remove: may.draw.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => removePrompt(ctx, input.id)),

  setText: may.draw
    .input(spotInput.extend({ text: promptTextInput, gender: genderInput.nullable() }))
    .mutation(({ ctx, input }) => setText(ctx, input)),

  restoreTake: may.draw
    .input(z.strictObject({ takeId: idInput }))
    .mutation(({ ctx, input }) => restoreTake(ctx, input.takeId)),

  removeLanguage: may.draw.input(spotInput).mutation(({ ctx, input }) => removeLanguage(ctx, input)),
})
