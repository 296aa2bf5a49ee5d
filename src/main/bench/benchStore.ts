import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Embedder } from '../models/ports.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import type { WriteDb } from '../storage/database.ts'
import { openSearchIndex, type SearchIndex } from '../storage/index/searchIndex.ts'
import { openStore } from '../storage/openStore.ts'
import { unwrap } from './askEngine.ts'
import { benchEntries } from './places.ts'

/** A real store with a real index in a temporary folder; closing it removes the folder. */
export interface BenchStore { readonly db: WriteDb; readonly index: SearchIndex; close(): Promise<void> }

/**
 * Opens one and fills it; where filling fails, nothing is left behind.
 * @param fill puts rows and vectors in, and makes what the caller works with
 */
export async function withBenchStore<T>(embedder: Embedder, fill: (store: BenchStore) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  const scope = new Scope()
  scope.onClose(() => { rmSync(folder, { recursive: true, force: true }) })
  try {
    const store = scope.own(unwrap(await openStore({ folder, holder: { host: 'bench', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog })))
    const { index } = await openSearchIndex({ file: join(folder, 'index.db'), entry: benchEntries.searchThread, modelId: embedder.modelId, dimensions: embedder.dimensions, log: silentLog })
    scope.own(index)
    return await fill({ db: store.write!, index, close: () => scope.close() })
  } catch (error) {
    await scope.close()
    throw error
  }
}
