import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { systemClock } from '../platform/clock.ts'
import { stderrLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { packIntentHead, readIntentHead } from '../understand/intent/intentFile.ts'
import { readArguments } from './benchArguments.ts'
import { readIntentSets } from './intentData.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import { splitForParts } from './train/intent/intentSplits.ts'
import { trainHead } from './train/intent/trainHead.ts'
import { openVectorCache } from './vectorCache.ts'

/** Writes `resources/intents.bin` from the training parts of the public sets: `npm run train:intent -- --data FOLDER`. The same texts give the same file. */
const { args } = readArguments(process.argv.slice(2))
const scope = new Scope()
try {
  const child = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: stderrLog }))
  const embedder = openVectorCache(openEmbedder({ process: child, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') }), args.text('vectors'))
  const parts = splitForParts(readIntentSets(args.text('data') ?? '../shared/data'))
  const texts = [...new Set(parts.flatMap(({ taught, checked }) => [...taught, ...checked].map(({ text }) => text)))]
  const vectors = await embedder.embed(texts)
  const places = new Map(texts.map((text, at) => [text, at]))
  const head = await trainHead(parts, (text) => vectors[places.get(text)!]!, {
    modelId: embedder.modelId, space: { words: 4096, letters: 7168 }, hidden: 120, members: args.number('members', 4), epochs: args.number('epochs', 12),
  })
  const bytes = packIntentHead(head)
  if (readIntentHead(bytes, embedder.modelId) === null) throw new Error('what was packed cannot be read')
  const file = args.text('out') ?? join(resourcesFolder, 'intents.bin')
  writeFileSync(file, bytes)
  process.stdout.write(`${texts.length} texts; ${(bytes.length / 1e6).toFixed(2)} MB written to ${file}.\n`)
} finally {
  await scope.close()
}
