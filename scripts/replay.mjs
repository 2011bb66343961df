import { resolve } from 'node:path'
import { bin, install, run } from './install.mjs'

install()
run(bin('tsx'), ['apps/server/src/replay-calls.ts', ...process.argv.slice(2).map((path) => resolve(path))])
