import { bin, install, run } from './install.mjs'
import { runApp } from './run-app.mjs'

install()
run(bin('turbo'), ['run', 'build', '--filter=@patchbay/simulator', '--output-logs=errors-only'])
runApp('simulator')
