import { bin, install, run } from './install.mjs'
import { runApp } from './run-app.mjs'

install()
run(bin('turbo'), ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'])
runApp('server')
