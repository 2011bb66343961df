import { z } from 'zod'

const visible = /^[^\p{Cc}\p{Surrogate}\s]*$/u

export const appIdInput = z
  .string()
  .trim()
  .min(1, 'Paste the app ID.')
  .max(200, 'An app ID has at most 200 characters.')
  .regex(visible, 'An app ID has no spaces. Paste it again.')

export const accessTokenInput = z
  .string()
  .trim()
  .min(1, 'Paste the access token.')
  .max(500, 'An access token has at most 500 characters.')
  .regex(visible, 'An access token has no spaces. Paste it again.')

/** Where the account's API is, without a slash at the end; empty or null is Hoiio's own address. */
export const baseUrlInput = z
  .string()
  .trim()
  .max(500, 'An address has at most 500 characters.')
  .transform((text, ctx) => {
    if (text === '') return null
    const url = URL.canParse(text) ? new URL(text) : null
    if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === '')
      return text.replace(/\/+$/, '')
    ctx.addIssue({ code: 'custom', message: 'Write the whole address of the API, beginning with https://.' })
    return z.NEVER
  })
  .nullable()
