import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAssociations, type Associations } from '../memory/meaning/associations.ts'
import { resourcesFolder } from './places.ts'

/** The associations that ship; null where they belong to another embedding model or are not there. */
export function readAssociationsFile(modelId: string): Associations | null {
  const file = join(resourcesFolder, 'associations.json')
  return existsSync(file) ? readAssociations(JSON.parse(readFileSync(file, 'utf8')), modelId) : null
}
