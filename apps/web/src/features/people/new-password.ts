import { z } from 'zod'
import { passwordLength } from './password-rules'

const { least, most } = passwordLength

/** A password that somebody makes up. */
export const newPassword = z
  .string()
  .min(least, `A password has at least ${least} characters.`)
  .max(most, `A password has at most ${most} characters.`)
