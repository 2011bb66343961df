import type { AppRouter } from '@patchbay/api/router'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { createTRPCClient, httpLink } from '@trpc/client'

export type MemberRole = 'builder' | 'operator' | 'viewer'

const password = 'kitchen sofa lantern'

/** Somebody with a role, invited by the local user, joined, and signed in in a browser of their own. */
export async function enterAs(
  browser: Browser,
  url: string,
  role: MemberRole,
): Promise<{ page: Page; context: BrowserContext }> {
  const api = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })
  const email = `${role}-${crypto.randomUUID().slice(0, 8)}@example.com`
  const { link } = await api.members.invite.mutate({ email, role })
  const token = new URL(link).searchParams.get('token') ?? ''
  await api.people.join.mutate({ token, name: `Some ${role}`, password })
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, locale: 'en-SG' })
  const answer = await context.request.post('/api/auth/sign-in/email', {
    data: { email, password },
    headers: { origin: url },
  })
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${await answer.text()}`)
  return { context, page: await context.newPage() }
}
