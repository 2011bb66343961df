import { bin, build, install, run } from './install.mjs'

install()
build('--filter=@patchbay/server', '--filter=@patchbay/simulator', '--filter=@patchbay/web')
run(bin('tsx'), ['fuzz/src/main.ts', ...process.argv.slice(2)])
