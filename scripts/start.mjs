import { build, install } from './install.mjs'
import { runApp } from './run-app.mjs'

install()
console.log('Building what has changed …')
build()
runApp('server')
