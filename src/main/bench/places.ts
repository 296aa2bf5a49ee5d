import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** The project's folders as a benchmark sees them: it runs the sources, not the bundles, except where it measures those. */
export const projectFolder = root
export const resourcesFolder = join(root, 'resources')
export const setUpModelsFolder = join(root, '.cache/models')
export const benchEntries = {
  modelProcess: join(root, 'src/main/models/process/modelProcess.ts'),
  searchThread: join(root, 'src/main/storage/index/searchThread.ts'),
}
