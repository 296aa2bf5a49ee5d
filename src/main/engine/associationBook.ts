import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAssociations, type Associations } from '../memory/meaning/associations.ts'
import type { Log } from '../platform/log.ts'

/**
 * What advice on a subject speaks of, for one embedding model after the other. The file is read with the first question, not
 * at the start. Where it is missing or damaged, questions are answered without it, and the log says so once.
 * @param resources the folder that comes with Casement
 * @returns null for a model that they were not made for
 */
export function createAssociationBook(resources: string, log: Pick<Log, 'warn'>): (modelId: string) => Associations | null {
  const known = new Map<string, Associations | null>()
  let parsed: unknown
  let isBroken = false
  const read = (modelId: string): Associations | null => {
    if (isBroken) return null
    try {
      parsed ??= JSON.parse(readFileSync(join(resources, 'associations.json'), 'utf8'))
      return readAssociations(parsed, modelId)
    } catch (error) {
      isBroken = true
      log.warn(`associations.json cannot be read, so questions are answered without it; install Casement anew to have it back: ${String(error)}`)
      return null
    }
  }
  return (modelId) => {
    let found = known.get(modelId)
    if (found === undefined) known.set(modelId, found = read(modelId))
    return found
  }
}
