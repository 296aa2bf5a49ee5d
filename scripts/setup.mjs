import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt, needsBuild } from './parts/build.mjs'
import { ensureInstalled, needsInstall } from './parts/install.mjs'
import { withSetupLock } from './parts/lock.mjs'
import { ensureModel, hasModel } from './parts/model.mjs'
import { failedToday } from './parts/remember.mjs'

/** The folder with package.json. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Packages, model and build, each only where it is needed. Works on Node 20 with nothing installed.
 * @param {{ model?: boolean, offline?: boolean, build?: boolean }} wish what this start needs; all of it unless said otherwise
 * @returns {Promise<boolean>} false after saying what is wrong
 */
export async function setUp({ model = true, offline = false, build = true } = {}) {
  const stands = needsInstall(root) === null && (!model || offline || hasModel(root) || failedToday(root, 'model')) && (!build || needsBuild(root) === null)
  // Nothing to do takes no lock, so that a second window opens at once.
  if (stands) return ensureInstalled(root)
  return withSetupLock(root, async () => {
    if (!(await ensureInstalled(root, { offline }))) return false
    if (model) await ensureModel(root, { offline })
    return !build || ensureBuilt(root)
  })
}
