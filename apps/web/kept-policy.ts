import type { Plugin } from 'vite'

const sonnerWritesStyles = /__insertCSS\("(?:[^"\\]|\\.)*"\);?/
const zodsConfig = 'export const globalConfig ='

/**
 * What libraries do that the server's policy of contents refuses (`apps/server/src/door/security-headers.ts`), they do in
 * another way in what is built. Fails where a library is made otherwise than it was.
 *
 * Sonner writes its styles into the page by script; it brings them as a file too, which is taken. Zod writes functions as text
 * and evaluates them, where it may: it is told not to before the first schema is made, which no import of ours could promise,
 * since the build decides in which order its parts run.
 */
export function keptPolicy(): Plugin {
  return {
    name: 'kept-policy',
    apply: 'build',
    transform: {
      filter: { id: /[\\/](?:sonner[\\/]dist[\\/]index\.mjs|zod[\\/]v4[\\/]core[\\/]core\.js)$/ },
      handler(code, id) {
        if (/zod[\\/]v4/.test(id)) {
          if (!code.includes(zodsConfig))
            this.error('Zod does not keep its configuration where it did: see kept-policy.ts.')
          return { code: `${code}\nglobalConfig.jitless = true\n`, map: null }
        }
        if (!sonnerWritesStyles.test(code))
          this.error('Sonner does not write its styles as it did: see kept-policy.ts.')
        return { code: `import 'sonner/dist/styles.css'\n${code.replace(sonnerWritesStyles, '')}`, map: null }
      },
    },
  }
}
