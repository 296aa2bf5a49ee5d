import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the parts of the app lie, as sources or as a build. */
export interface AppFiles {
  /** The folder with package.json. */
  readonly root: string
  readonly resources: string
  /** The built window. */
  readonly window: string
  readonly preload: string
  /** Weights that set-up fetched; only read. */
  readonly sharedModels: string
  readonly entries: { readonly modelProcess: string; readonly searchThread: string }
}

/**
 * Finds the parts of the app from the file that was started: a source beside its fellow sources, or a bundle in `out/main`.
 * @param entry `import.meta.url` of the host's first file
 * @param rootFromSource the way from that source up to the folder with package.json ("../../.."); bundles know theirs
 */
export function findAppFiles(entry: string, rootFromSource: string): AppFiles {
  const file = fileURLToPath(entry)
  const bundled = extname(file) === '.js'
  const root = join(dirname(file), bundled ? '../..' : rootFromSource)
  const program = (bundle: string, source: string) => bundled ? join(dirname(file), bundle) : join(root, 'src/main', source)
  return {
    root,
    resources: join(root, 'resources'),
    window: join(root, 'out/renderer'),
    preload: join(root, 'out/preload/index.cjs'),
    sharedModels: join(root, '.cache/models'),
    entries: {
      modelProcess: program('modelProcess.js', 'models/process/modelProcess.ts'),
      searchThread: program('searchThread.js', 'storage/index/searchThread.ts'),
    },
  }
}
