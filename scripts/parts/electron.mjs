import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeBinary } from './install.mjs'
import { clearFailure, failedToday, noteFailure } from './remember.mjs'
import { runWithProgress } from './terminal.mjs'

const patience = 10 * 60 * 1000

/** The Electron program, or null where it is not there. Its package comes without it; a download brings it. */
export function findElectron(root) {
  const folder = join(root, 'node_modules', 'electron')
  try {
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(program) ? program : null
  } catch {
    return null
  }
}

/** Why Electron could open no window here, as a sentence; null where it could. */
export function whyNoWindow(platform, env, isRoot) {
  if (platform !== 'linux') return null
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'There is no display for the app’s own window.'
  return isRoot ? 'Electron does not run as root.' : null
}

/** Downloads Electron once; a failure is remembered for a day. @returns {Promise<string | null>} the program */
export async function fetchElectron(root) {
  if (failedToday(root, 'electron')) return null
  await runWithProgress('Fetching Electron', nodeBinary(root), [join(root, 'node_modules', 'electron', 'install.js')], {
    cwd: root, env: process.env, log: join(root, '.cache', 'electron.log'), limitMs: patience,
  })
  const program = findElectron(root)
  if (program === null) noteFailure(root, 'electron')
  else clearFailure(root, 'electron')
  return program
}
