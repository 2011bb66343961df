import { test as base, expect } from '@playwright/test'
import { ports } from './ports'
import { type RunningApp, startApp } from './start-app'

declare global {
  /** Tells the journey what a page was refused. */
  function tellViolation(violation: string): void
}

/**
 * A journey on the real stack: the built server with its own Postgres in a fresh folder, and the simulator at four times
 * real speed, so that a caller still has seconds to press a key. Each worker has one; its journeys come one after another.
 */
export const test = base.extend<{ policyKept: undefined }, { app: RunningApp; alone: boolean }>({
  // `test.use({ alone: true })`: the journeys of that file have a worker, and so a stack, that no other journey has been at.
  alone: [false, { option: true, scope: 'worker' }],
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is asked for out of this pattern.
    async ({}, use, { parallelIndex }) => {
      const app = await startApp(ports.app + 2 * parallelIndex)
      await use(app)
      await app.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  // Whatever a journey does, nothing on its pages is refused by our own policy of contents.
  policyKept: [
    async ({ context }, use) => {
      const violations: string[] = []
      await context.exposeFunction('tellViolation', (violation: string) => violations.push(violation))
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', ({ target, effectiveDirective, blockedURI, sourceFile }) => {
          // What the tools of the tests put in has no address: axe copies the styles of shadow trees into a page of its own.
          if (effectiveDirective === 'style-src-elem' && sourceFile === '') return
          const element = target instanceof Element ? target.outerHTML.slice(0, 300) : ''
          tellViolation(`${effectiveDirective}: ${blockedURI} of ${sourceFile} on ${location.href} ${element}`)
        })
      })
      await use(undefined)
      expect(violations).toEqual([])
    },
    { auto: true },
  ],
  baseURL: async ({ app }, use) => use(app.url),
})

export { expect }
