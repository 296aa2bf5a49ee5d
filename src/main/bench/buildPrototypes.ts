import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { systemClock } from '../platform/clock.ts'
import { stderrLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { prototypeTexts, writePrototypes } from '../understand/prototypes.ts'
import { benchEntries, resourcesFolder } from './places.ts'

/** Writes `resources/prototypes.json`, so that a start needs no model to read its own example sentences. Run it after editing them: `node src/main/bench/buildPrototypes.ts`. */
const scope = new Scope()
try {
  const process = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: stderrLog }))
  const embedder = openEmbedder({ process, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') })
  const vectors = await embedder.embed(prototypeTexts().flatMap(({ texts }) => texts))
  writeFileSync(join(resourcesFolder, 'prototypes.json'), `${JSON.stringify(writePrototypes(vectors, embedder.modelId))}\n`)
  globalThis.process.stdout.write(`${vectors.length} sentences written.\n`)
} finally {
  await scope.close()
}
