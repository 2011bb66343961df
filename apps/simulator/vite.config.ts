import { defineConfig } from 'vite'

/** One file for Node; what npm installed stays outside, our own packages go in. */
export default defineConfig({
  build: { ssr: 'src/main.ts', outDir: 'dist', target: 'node20', emptyOutDir: true },
  ssr: { noExternal: [/^@patchbay\//] },
})
