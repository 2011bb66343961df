import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compression } from 'vite-plugin-compression2'

const server = process.env.PATCHBAY_SERVER ?? 'http://127.0.0.1:3000'

export default defineConfig({
  // Compressed once here, so that the server only sends: it prefers .br and .gz beside a file.
  plugins: [react(), tailwindcss(), compression({ algorithms: ['brotliCompress', 'gzip'], threshold: 1_000 })],
  build: { target: 'es2022', sourcemap: false },
  server: {
    proxy: {
      '^/prompts/.+\\.(mp3|wav)$': server,
      '^(/w/[^/]+)?/(trpc|files)/': server,
      '/simulator': server,
      '/healthz': server,
    },
  },
})
