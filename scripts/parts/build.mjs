import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeBinary } from './install.mjs'
import { runWithProgress, say } from './terminal.mjs'

const outputs = ['out/main/index.js', 'out/main/web.js', 'out/main/cli.js', 'out/main/modelProcess.js', 'out/main/searchThread.js', 'out/preload/index.cjs', 'out/renderer/index.html']
const inputs = ['package.json', 'electron.vite.config.ts', 'tsconfig.base.json']

/** One number for all that a build is made of. By content, because a checkout touches files that it does not change. */
export function sourceHash(root) {
  const hash = createHash('sha256')
  const files = [...inputs, ...listFiles(root, 'src')].filter((file) => existsSync(join(root, file)))
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file))).update('\0')
  return hash.digest('hex')
}

/** Why a build is needed: 'missing' or 'changed'; null where it stands. */
export function needsBuild(root) {
  if (outputs.some((file) => !existsSync(join(root, file)))) return 'missing'
  return readOrNull(stampPath(root))?.trim() === sourceHash(root) ? null : 'changed'
}

/** Builds where the sources are newer than the build. @returns {Promise<boolean>} false after saying why it could not */
export async function ensureBuilt(root) {
  if (needsBuild(root) === null) return true
  // Taken before the build: what changes meanwhile is built next time.
  const hash = sourceHash(root)
  const result = await runWithProgress('Building', nodeBinary(root), [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root, env: { ...process.env, NO_COLOR: '1' }, log: join(root, '.cache', 'build.log'),
  })
  if (result.ok) writeFileSync(stampPath(root), `${hash}\n`)
  else say(`${result.output.trim().split('\n').slice(-20).join('\n')}\nThe build failed. The whole output is in .cache/build.log.`)
  return result.ok
}

function listFiles(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => a.name < b.name ? -1 : 1)
    .flatMap((entry) => entry.isDirectory() ? listFiles(root, `${folder}/${entry.name}`) : entry.name.endsWith('.md') ? [] : [`${folder}/${entry.name}`])
}

function stampPath(root) {
  return join(root, 'out', '.casement-build')
}

function readOrNull(path) {
  try { return readFileSync(path, 'utf8') } catch { return null }
}
