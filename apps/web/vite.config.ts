import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compression } from 'vite-plugin-compression2'
import { keptPolicy } from './kept-policy'

const server = process.env.PATCHBAY_SERVER ?? 'http://127.0.0.1:3000'

/** As if it had been asked there: the server lets in what comes to it by its own name, from its own pages. */
const there = { target: server, changeOrigin: true, headers: { origin: new URL(server).origin } }

export default defineConfig({
  // Compressed once here, so that the server only sends: it prefers .br and .gz beside a file.
  plugins: [
    react(),
    tailwindcss(),
    keptPolicy(),
    compression({ algorithms: ['brotliCompress', 'gzip'], threshold: 1_000 }),
  ],
  // The server puts a fresh one in its place in each answer (`apps/server/src/web-app.ts`).
  html: { cspNonce: 'PATCHBAY-NONCE' },
  build: { target: 'es2022', sourcemap: false },
  worker: { plugins: () => [keptPolicy()] },
  server: {
    proxy: {
      '^/prompts/.+\\.(mp3|wav)$': there,
      '^(/w/[^/]+)?/(trpc|files|simulator)/': there,
      '^(/w/[^/]+)?/api/': there,
      '/healthz': there,
    },
  },
})
