import { defineConfig } from 'vite'

/**
 * Packages of many small files: read one by one they are half of a start. What finds files of its own beside it (workers, SQL,
 * WebAssembly) and what is one file anyway stays outside.
 */
const manyFiles = [
  /^@?better-auth(\/|$)/,
  /^better-call(\/|$)/,
  /^kysely(\/|$)/,
  /^@simplewebauthn\//,
  /^@peculiar\//,
  'tsyringe',
  /^jose(\/|$)/,
  /^zod(\/|$)/,
  /^libphonenumber-js(\/|$)/,
  /^@zxcvbn-ts\//,
  /^date-/,
  'caldate',
  /^astronomia(\/|$)/,
  /^music-metadata(\/|$)/,
  'strtok3',
  'file-type',
  /^rate-limiter-flexible(\/|$)/,
  /^cockatiel(\/|$)/,
  /^@noble\//,
  /^@trpc\//,
  'undici',
  'nodemailer',
]

/** Our own packages are bundled from their source, and of those from npm the ones that are many files. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist',
    target: 'node20',
    emptyOutDir: true,
    sourcemap: true,
    rolldownOptions: {
      input: {
        main: 'src/main.ts',
        'outbound.worker': 'src/outbound.worker.ts',
        'rotate-key': 'src/rotate-key.ts',
        'sign-in-link': 'src/sign-in-link.ts',
        backup: 'src/backup.ts',
        restore: 'src/restore.ts',
      },
    },
  },
  ssr: { noExternal: [/^@patchbay\//, ...manyFiles] },
})
