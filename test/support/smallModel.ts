import { existsSync } from 'node:fs'
import { join } from 'node:path'

const file = 'SmolLM2-135M-Instruct.Q4_1.gguf'

/** The small real model: in the folder that CASEMENT_MODELS names, else where set-up puts it; null when it is absent. */
export function smallModelPath(): string | null {
  const folders = [process.env['CASEMENT_MODELS'], join(import.meta.dirname, '../../.cache/models')]
  return folders.filter((folder) => folder !== undefined).map((folder) => join(folder, file)).find((path) => existsSync(path)) ?? null
}
