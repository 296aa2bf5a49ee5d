// `npm start`: sets up what is missing, then opens the window in Electron, or serves it to the browser of this computer.
import { join } from 'node:path'
import { fetchElectron, findElectron, whyNoWindow } from './parts/electron.mjs'
import { nodeBinary } from './parts/install.mjs'
import { help, passOn, readStartFlags } from './parts/startFlags.mjs'
import { runAttached, say } from './parts/terminal.mjs'
import { root, setUp } from './setup.mjs'

process.exitCode = await start(process.argv.slice(2))

async function start(args) {
  const flags = readStartFlags(args)
  if ('problem' in flags) { say(`${help}\n\n${flags.problem}`); return 2 }
  if (flags.help) { console.log(help); return 0 }
  if (!(await setUp({ offline: flags.offline }))) return 1
  const program = flags.web ? null : await chooseElectron(flags)
  if (program !== null) {
    const code = await runAttached(program, [root, ...passOn(flags, 'electron')], { cwd: process.env.INIT_CWD ?? process.cwd(), env: process.env })
    // 127: the system could not load it, a library being missing for instance.
    if (code !== 127) return code
    say('Electron does not run on this system, so the window opens in your browser.')
  }
  return runAttached(nodeBinary(root), [join(root, 'out', 'main', 'web.js'), ...passOn(flags, 'web')], { cwd: process.env.INIT_CWD ?? process.cwd(), env: process.env })
}

/** Electron's program, or null after one sentence on why the browser is used. */
async function chooseElectron(flags) {
  const obstacle = whyNoWindow(process.platform, process.env, process.getuid?.() === 0)
  const program = obstacle !== null ? null : findElectron(root) ?? (flags.offline ? null : await fetchElectron(root))
  if (program === null) say(`${obstacle ?? 'Electron is not there and cannot be downloaded now.'} The window is served to your browser instead.`)
  return program
}
