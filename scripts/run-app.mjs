import { fork } from 'node:child_process'
import { join } from 'node:path'
import { root } from './install.mjs'

/**
 * Runs a built app, or another command of it, until it ends, and ends with its exit code. In a group of its own, the app alone hears of Ctrl-C and can
 * stop its database last; over the channel between us it learns if we are gone.
 */
export function runApp(name, command = 'main', args = []) {
  const app = fork(join(root, 'apps', name, 'dist', `${command}.js`), args, {
    cwd: root,
    stdio: 'inherit',
    detached: process.platform !== 'win32',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => app.kill(signal))
  app.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
