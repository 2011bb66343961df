import { build, install } from './install.mjs'
import { runApp } from './run-app.mjs'

install()
build('--filter=@patchbay/server')
runApp('server', 'restore', process.argv.slice(2))
