import { defineConfig } from 'vite'

/** One file for Node: our own packages are bundled from their source, everything from npm stays outside. */
export default defineConfig({
  build: { ssr: 'src/main.ts', outDir: 'dist', target: 'node20', emptyOutDir: true, sourcemap: true },
  ssr: { noExternal: [/^@patchbay\//] },
})
