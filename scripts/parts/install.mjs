import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join, relative } from 'node:path'
import { runWithProgress, say } from './terminal.mjs'

/** Where a program of Node 24 lies once packages are installed; the system's own Node may be older. */
export function nodeBinary(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * Why packages must be installed: 'missing', 'changed' or 'incomplete'; null where all is there.
 * Packages that somebody installed by hand are taken as they are, if they are whole and newer than the lock file.
 */
export function needsInstall(root) {
  const modules = join(root, 'node_modules')
  const installed = join(modules, '.package-lock.json')
  if (!existsSync(installed)) return 'missing'
  if (!existsSync(nodeBinary(root))) return 'incomplete'
  const stamp = readOrNull(stampPath(root))
  if (stamp !== null) return stamp.trim() === lockHash(root) ? null : 'changed'
  if (statSync(installed).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs) return 'changed'
  return holdsAll(readLock(join(root, 'package-lock.json')), readLock(installed)) ? null : 'incomplete'
}

/** Installs the locked packages where that is needed, and says in one sentence why it could not. @returns {Promise<boolean>} */
export async function ensureInstalled(root, { offline = false } = {}) {
  if (needsInstall(root) !== null && !(await install(root, offline))) return false
  if (readOrNull(stampPath(root))?.trim() !== lockHash(root)) writeFileSync(stampPath(root), `${lockHash(root)}\n`)
  return true
}

async function install(root, offline) {
  const modules = join(root, 'node_modules')
  const locked = Object.entries(readLock(join(root, 'package-lock.json')))
  const all = new Set(locked.flatMap(([path, entry]) => entry.optional ? [] : /^node_modules\/(@?[^/]+)/.exec(path)?.[1] ?? [])).size
  // Windows does not let a program be deleted that runs, and this script may run on the Node that lies there.
  const own = process.platform === 'win32' && !relative(modules, process.execPath).startsWith('..')
  const result = await runWithProgress('Installing packages', 'npm', [...(own ? ['install', '--no-save'] : ['ci']), ...(offline ? ['--offline'] : [])], {
    cwd: root, shell: process.platform === 'win32', log: join(root, '.cache', 'install.log'),
    env: { ...withoutOwnBinaries(process.env, modules), ONNXRUNTIME_NODE_INSTALL: 'skip', NODE_LLAMA_CPP_SKIP_DOWNLOAD: 'true' },
    detail: () => existsSync(modules) ? `, ${Math.min(all, readdirSync(modules).length)} of ${all}` : '',
  })
  if (!result.ok) say(explainInstall(result.output))
  return result.ok
}

/** One sentence and the next step, from what npm printed. */
export function explainInstall(output) {
  const where = 'The whole output is in .cache/install.log.'
  if (/spawn npm\S* ENOENT|npm: (command )?not found|not recognized/.test(output)) return `npm was not found. Install Node.js with npm, then run this again. ${where}`
  if (/ENOSPC/.test(output)) return `The disk is full: the packages need about 1.5 GB. Make room, then run this again. ${where}`
  if (/ENOTCACHED/.test(output)) return `Packages are missing, and --offline fetches nothing. Start once without --offline. ${where}`
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output)) return `The packages could not be fetched. Check the internet connection, then run this again. ${where}`
  if (/EACCES|EPERM|EROFS/.test(output)) return `This folder cannot be written. Check its permissions, then run this again. ${where}`
  return `The packages could not be installed. ${where}`
}

/** npm must not run on a Node that it is about to replace. */
function withoutOwnBinaries(env, modules) {
  const name = Object.keys(env).find((key) => key.toLowerCase() === 'path') ?? 'PATH'
  return { ...env, [name]: (env[name] ?? '').split(delimiter).filter((folder) => relative(modules, folder).startsWith('..')).join(delimiter) }
}

function holdsAll(locked, installed) {
  return Object.entries(locked).every(([path, entry]) => path === '' || entry.optional || entry.devOptional || entry.link || installed[path]?.version === entry.version)
}

function readLock(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
}

function lockHash(root) {
  return createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
}

function stampPath(root) {
  return join(root, 'node_modules', '.casement-lock')
}

function readOrNull(path) {
  try { return readFileSync(path, 'utf8') } catch { return null }
}
