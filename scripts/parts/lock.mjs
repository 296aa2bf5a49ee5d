import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { say } from './terminal.mjs'

const namelessMs = 5000

/** Lets one set-up at a time work on this folder: two starts at once must not install or build over each other. */
export async function withSetupLock(root, work) {
  const file = join(root, '.cache', 'setup.lock')
  mkdirSync(join(root, '.cache'), { recursive: true })
  for (let tries = 0; !take(file); tries++) {
    const holder = Number(readOrEmpty(file))
    if (holder > 0 ? !isAlive(holder) : isOld(file)) rmSync(file, { force: true })
    else if (tries === 0) say('Another start is setting up this folder; waiting for it.')
    await wait(200)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** A lock gets its holder's name in the moment after it is made; one that still has none belongs to a start that was killed in between. */
function isOld(file) {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return made !== undefined && Date.now() - made > namelessMs
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function readOrEmpty(file) {
  try { return readFileSync(file, 'utf8') } catch { return '' }
}
