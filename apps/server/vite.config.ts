import { defineConfig } from 'vite'

/** Our own packages are bundled from their source, everything from npm stays outside. */
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
  ssr: { noExternal: [/^@patchbay\//] },
})
