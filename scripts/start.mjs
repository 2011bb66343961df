import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { bin, install, root, run } from './install.mjs'

install()
run(bin('turbo'), ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'])

// The server gets the terminal's Ctrl-C itself; this process only waits for it to have stopped.
const server = spawn(process.execPath, [join(root, 'apps', 'server', 'dist', 'main.js')], {
  cwd: root,
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
