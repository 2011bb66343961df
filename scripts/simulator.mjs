import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { bin, install, root, run } from './install.mjs'

install()
run(bin('turbo'), ['run', 'build', '--filter=@patchbay/simulator', '--output-logs=errors-only'])

const simulator = spawn(process.execPath, [join(root, 'apps', 'simulator', 'dist', 'main.js')], {
  cwd: root,
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && simulator.kill(signal))
simulator.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
