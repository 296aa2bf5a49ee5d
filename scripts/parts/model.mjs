import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { nodeBinary } from './install.mjs'
import { clearFailure, failedToday, noteFailure } from './remember.mjs'
import { runAttached } from './terminal.mjs'

/** True when the default model lies in `.cache/models` in its full size; its checksum was checked when it came. */
export function hasModel(root) {
  const { default: id, models } = JSON.parse(readFileSync(join(root, 'resources', 'catalogue.json'), 'utf8'))
  const entry = models.find((model) => model.id === id)
  const file = join(root, '.cache', 'models', entry.file)
  return existsSync(file) && statSync(file).size === entry.sizeBytes
}

/** Brings the default model once. Never stops a start: without it Casement remembers, searches and says what is missing. */
export async function ensureModel(root, { offline = false } = {}) {
  if (hasModel(root) || offline || failedToday(root, 'model')) return
  await runAttached(nodeBinary(root), [join(root, 'src', 'main', 'models', 'download', 'fetchDefaultModel.ts'), join(root, '.cache', 'models')], { cwd: root, env: process.env })
  if (hasModel(root)) clearFailure(root, 'model')
  else noteFailure(root, 'model')
}
