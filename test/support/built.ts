import { existsSync } from 'node:fs'
import { join } from 'node:path'

const out = join(import.meta.dirname, '../../out')

/** Files of the build. Tests run what a person runs, so there must be one; `npm test` makes it first. */
export function built(name: 'index' | 'web' | 'cli'): string {
  const file = join(out, 'main', `${name}.js`)
  if (!existsSync(file) || !existsSync(join(out, 'renderer/index.html'))) throw new Error('There is no build to test. Run npm run build first; npm test does it by itself.')
  return file
}

export const builtPreload = join(out, 'preload/index.cjs')
