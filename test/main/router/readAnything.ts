import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../../../src/main/bench/train/random.ts'
import { readPrototypes } from '../../../src/main/understand/prototypes.ts'
import { understand } from '../../../src/main/understand/understand.ts'
import { noHeads } from '../understand/noHeads.ts'
import type { Understanding } from '../../../src/shared/understanding.ts'

const file = JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/prototypes.json'), 'utf8')) as Record<string, unknown>
const prototypes = readPrototypes(file, String(file['modelId']))!

/**
 * Reads a text as a turn does, with a vector that stands for any meaning at all: what keeps a turn here must not depend on how
 * the text was understood. The same text gives the same vector.
 */
export function readAnything(text: string): Understanding {
  const random = createRandom(createHash('sha1').update(text).digest().readUInt32LE(0))
  const vector = Float32Array.from({ length: prototypes.dimensions }, () => random.next() - 0.5)
  const length = Math.hypot(...vector)
  return understand({ text, vector: vector.map((value) => value / length), previousUserText: null, previousAnswer: null, now: 0 }, prototypes, noHeads)
}
