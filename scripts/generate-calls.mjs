import { bin, build, install, run } from './install.mjs'

install()
build('--filter=@patchbay/server')
run(bin('tsx'), ['bench/src/generate-calls.ts', ...process.argv.slice(2)])
