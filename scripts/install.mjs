import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'node_modules', '.patchbay-installed')

/** Runs a command in the project's root with its output shown, and ends this process if it fails. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...env },
  })
  if (result.status !== 0) {
    console.error(`\n${command} ${args.join(' ')} failed.`)
    process.exit(result.status ?? 1)
  }
}

/** Builds what has changed since the last build; says something only if that fails. */
export function build(...filter) {
  const args = ['run', 'build', '--output-logs=errors-only', ...filter]
  const result = spawnSync(bin('turbo'), args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
  })
  if (result.status === 0) return
  console.error(`${result.stdout ?? ''}${result.stderr ?? ''}\nThe build failed.`)
  process.exit(1)
}

/** The command of an installed package. */
export function bin(name) {
  return join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)
}

/** Refuses a Node that is too old, and installs what package-lock.json names unless that has been done. */
export function install() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (!fits) {
    console.error(`Patchbay needs Node 20.19, 22.12 or newer; this is ${process.versions.node}.`)
    process.exit(1)
  }
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('Installing what Patchbay is made of. This takes about a minute, once.')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, lock)
}
