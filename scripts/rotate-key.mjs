import { build, install, run } from './install.mjs'

install()
build('--filter=@patchbay/server')
run(process.execPath, ['apps/server/dist/rotate-key.js', ...process.argv.slice(2)])
