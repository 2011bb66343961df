import { build, install } from './install.mjs'
import { runApp } from './run-app.mjs'

install()
build('--filter=@patchbay/simulator')
runApp('simulator')
