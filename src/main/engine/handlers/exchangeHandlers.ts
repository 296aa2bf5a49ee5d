import { ok } from '../../../shared/result.ts'
import type { EngineParts } from '../engineParts.ts'
import { exportEverything, exportMemories } from '../exportDesk.ts'
import type { Handlers } from '../door.ts'
import { importMemories } from '../importMemories.ts'

type Mine = Pick<Handlers,
  | 'imports.pickFile' | 'imports.start' | 'imports.list' | 'imports.stop' | 'imports.resume' | 'imports.candidates' | 'imports.learn'
  | 'memories.export' | 'memories.import' | 'export.everything'>

/** Bringing one's past along, and taking everything away again. */
export function exchangeHandlers(parts: EngineParts): Mine {
  const { imports } = parts
  return {
    'imports.pickFile': async () => {
      if (parts.options.pickArchive === undefined) return ok({ path: null, supported: false })
      return ok({ path: await parts.options.pickArchive(), supported: true })
    },
    'imports.start': ({ path }) => imports.start(path),
    'imports.list': () => ok({ jobs: imports.list() }),
    'imports.stop': ({ importId }) => imports.stop(importId),
    'imports.resume': ({ importId }) => imports.resume(importId),
    'imports.candidates': (ask) => imports.candidates(ask),
    'imports.learn': (ask) => imports.learn(ask),
    'memories.export': (ask) => exportMemories(parts, ask),
    'memories.import': (ask) => importMemories(parts, ask),
    'export.everything': (ask) => exportEverything(parts, ask),
  }
}
