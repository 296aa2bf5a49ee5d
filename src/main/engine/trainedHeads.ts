import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../platform/log.ts'
import { readDifficultyHead } from '../router/difficulty/difficultyHead.ts'
import type { UnderstandHeads } from '../understand/heads.ts'
import { readIntentHead } from '../understand/intent/intentFile.ts'
import { readSlotTagger } from '../understand/slots/slotFile.ts'

/** The trained parts that come with Casement; what the person taught is another matter. */
export type TrainedHeads = Omit<UnderstandHeads, 'own'>

/**
 * Reads the trained files with the first message, not at the start. One that is missing, damaged, or made for another embedding model is
 * done without: its part of the reading is then left to rules, and the log says so once.
 * @param resources the folder that comes with Casement
 */
export function openTrainedHeads(resources: string, modelId: string, log: Pick<Log, 'warn'>): () => TrainedHeads {
  const read = <T>(name: string, open: (bytes: Uint8Array) => T | null): T | null => {
    let why = 'it does not belong to the embedding model'
    try {
      // A copy of its own: a small file's buffer lies within a larger one, where numbers do not stand aligned.
      const head = open(new Uint8Array(readFileSync(join(resources, name))))
      if (head !== null) return head
    } catch (error) { why = String(error) }
    log.warn(`${name} cannot be used, so messages are read without it; install Casement anew to have it back: ${why}`)
    return null
  }
  let heads: TrainedHeads | null = null
  return () => heads ??= {
    intent: read('intents.bin', (bytes) => readIntentHead(bytes, modelId)),
    slots: read('slots.bin', readSlotTagger),
    difficulty: read('difficulty.bin', (bytes) => readDifficultyHead(bytes, modelId)),
  }
}
