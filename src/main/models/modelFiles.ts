import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Result } from '../../shared/result.ts'
import type { GgufFacts } from './gguf/facts.ts'
import { inspectGguf } from './gguf/inspectGguf.ts'

/** A model file on this computer, with what its header says or why it is refused. */
export interface ModelFile { readonly id: string; readonly path: string; readonly sizeBytes: number; readonly facts: Result<GgufFacts> }

/** The model files of some folders and some single paths. A file is read again only when it changed. */
export interface ModelFiles {
  /** All files now; the first folder wins where two hold the same name. */
  scan(folders: readonly string[], single: readonly string[]): Promise<ModelFile[]>
}

/** Ids are written into conversations, where they may be 64 plain characters long. */
const longestName = 50

export function createModelFiles(): ModelFiles {
  const known = new Map<string, { readonly size: number; readonly mtimeMs: number; readonly facts: Result<GgufFacts> }>()

  async function look(path: string): Promise<{ sizeBytes: number; facts: Result<GgufFacts> } | null> {
    try {
      const { size, mtimeMs } = await stat(path)
      const before = known.get(path)
      if (before?.size === size && before.mtimeMs === mtimeMs) return { sizeBytes: size, facts: before.facts }
      const facts = await inspectGguf(path)
      known.set(path, { size, mtimeMs, facts })
      return { sizeBytes: size, facts }
    } catch {
      return null
    }
  }

  return {
    async scan(folders, single) {
      const paths: string[] = []
      for (const folder of folders) paths.push(...await ggufFilesIn(folder))
      const files = new Map<string, ModelFile>()
      for (const path of [...paths, ...single]) {
        const found = await look(path)
        const id = single.includes(path) && !paths.includes(path) ? idOfAdded(path, files) : localModelId(basename(path))
        if (found !== null && !files.has(id)) files.set(id, { id, path, ...found })
      }
      return [...files.values()]
    },
  }
}

/** "local:name.gguf"; a name with other characters, or a long one, is shortened and told apart by a checksum. */
export function localModelId(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
  return plain === name && name.length <= longestName ? `local:${name}` : `local:${plain.slice(0, longestName - 9)}-${shortHash(name)}`
}

/** A file that the person added keeps an id of its own when a folder has one of the same name. */
function idOfAdded(path: string, taken: ReadonlyMap<string, ModelFile>): string {
  const id = localModelId(basename(path))
  return taken.has(id) ? localModelId(`${basename(path)} ${shortHash(path)}`) : id
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

async function ggufFilesIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => name.toLowerCase().endsWith('.gguf')).sort().map((name) => join(folder, name))
  } catch {
    return []
  }
}
