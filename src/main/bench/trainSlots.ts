import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { featuresOf } from '../understand/slots/features.ts'
import { hashOf } from '../understand/slots/hashOf.ts'
import { writeSlotFile } from '../understand/slots/slotFile.ts'
import { tokensOf } from '../understand/slots/tokens.ts'
import { openWordClusters } from '../understand/slots/wordClusters.ts'
import { readArguments } from './benchArguments.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import { findSlotFiles, labelsOf, readSlotRows } from './slotData.ts'
import { clusterTwice } from './train/slots/clusterWords.ts'
import { packChain } from './train/slots/packChain.ts'
import { trainChain } from './train/slots/trainChain.ts'
import { openVectorCache } from './vectorCache.ts'

/**
 * `npm run train:slots -- --data FOLDER`: fits the slot tagger anew on the training split of HWU64 (CC BY 4.0) and writes
 * `resources/slots.bin`. The groups of words come from the vectors of the embedding model's own vocabulary.
 */
const [coarseGroups, partsOfEach] = [64, 8]
const options = { epochs: 8, rate: 0.1, decay: 1e-5, minimum: 2, hidden: 0.3 }

const { args } = readArguments(process.argv.slice(2))
const scope = new Scope()
try {
  const folder = join(resourcesFolder, 'models/all-MiniLM-L6-v2')
  const child = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
  const embedder = openVectorCache(openEmbedder({ process: child, folder }), args.text('vectors'))
  const { model } = JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')) as { model: { vocab: Record<string, number> } }
  const words = Object.keys(model.vocab).filter((word) => /^\p{Script=Latin}{2,}$/u.test(word)).sort((a, b) => hashOf(a) - hashOf(b))
  const { coarse, fine } = clusterTwice(await embedder.embed(words), coarseGroups, partsOfEach)
  const hashes = Uint32Array.from(words.map(hashOf))
  const groups = Uint16Array.from(words.flatMap((_, at) => [coarse[at]!, fine[at]!]))
  const clusters = openWordClusters(hashes, groups)
  const rows = readSlotRows(findSlotFiles(args.text('data') ?? '').train)
  const types = [...new Set(rows.flatMap(({ entities }) => entities.map(({ entity }) => entity)))].sort()
  const examples = rows.map((row) => {
    const tokens = tokensOf(row.text)
    return { features: featuresOf(tokens, clusters), labels: labelsOf(row, tokens, types) }
  })
  const bytes = writeSlotFile({ types, words: hashes, groups, ...packChain(trainChain(examples, 1 + 2 * types.length, options)) })
  writeFileSync(join(resourcesFolder, 'slots.bin'), bytes)
  console.log(`Written: ${rows.length} messages, ${types.length} types, ${bytes.length} bytes.`)
} finally {
  await scope.close()
}
