import { z } from 'zod'

/** An e-mail address as people type it. */
export const emailField = z.string().trim().pipe(z.email('Write an e-mail address, such as mei@example.com.'))
