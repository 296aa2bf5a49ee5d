import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDifficultyHead } from '../router/difficulty/difficultyHead.ts'
import { packHead } from '../router/difficulty/headFile.ts'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { readArguments, UsageError } from './benchArguments.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import { readRoutedPrompts } from './routeData.ts'
import { examsOf, fingerprintOf, talksOf } from './train/difficulty/routeExams.ts'
import { trainHead } from './train/difficulty/trainHead.ts'
import { openVectorCache } from './vectorCache.ts'

/**
 * `npm run train:difficulty -- --data FOLDER`: trains the difficulty head on the stored outcomes of two models in FOLDER and on
 * the project's own messages, and writes `resources/difficulty.bin`. The same data gives the same file. `bench route` measures it.
 */
const mostBytes = 1_000_000

const { args } = readArguments(process.argv.slice(2))
const data = args.text('data')
if (data === null) throw new UsageError('--data FOLDER is needed: where the stored outcomes lie.')
const scope = new Scope()
try {
  const child = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
  const embedder = openVectorCache(openEmbedder({ process: child, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') }), args.text('vectors'))
  const { file, prompts } = readRoutedPrompts(data)
  const parts = trainHead(await examsOf(prompts, embedder), await talksOf(embedder), embedder.modelId)
  const bytes = packHead({ ...parts, meta: { ...parts.meta, trainedOn: fingerprintOf(prompts), prompts: prompts.length } })
  if (bytes.length > mostBytes || readDifficultyHead(bytes, embedder.modelId) === null) throw new Error(`The head has ${bytes.length} bytes, or cannot be read back.`)
  writeFileSync(join(resourcesFolder, 'difficulty.bin'), bytes)
  console.log(`Written: ${bytes.length} bytes, from ${prompts.length} prompts of ${file}. Run “npm run bench -- route --data …” for its figures.`)
} finally {
  await scope.close()
}
