import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAssociations, type Associations } from '../memory/meaning/associations.ts'

/**
 * What advice on a subject speaks of, for one embedding model after the other. The file is read with the first question, not
 * at the start.
 * @param resources the folder that comes with Casement
 * @returns null for a model that they were not made for
 */
export function createAssociationBook(resources: string): (modelId: string) => Associations | null {
  const known = new Map<string, Associations | null>()
  let parsed: unknown
  return (modelId) => {
    let found = known.get(modelId)
    if (found === undefined) {
      parsed ??= JSON.parse(readFileSync(join(resources, 'associations.json'), 'utf8'))
      known.set(modelId, found = readAssociations(parsed, modelId))
    }
    return found
  }
}
