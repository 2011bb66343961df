import { bin, build, install, run } from './install.mjs'

install()
build('--filter=@patchbay/server', '--filter=@patchbay/simulator')
run(bin('tsx'), ['chaos/src/main.ts', ...process.argv.slice(2)])
