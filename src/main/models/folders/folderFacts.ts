import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { FolderEntry } from '../catalogue/catalogue.ts'

/** What a model in a folder is and how its texts are to be read. */
export type FolderFacts = EmbedderFacts | RankerFacts

export interface EmbedderFacts {
  readonly duty: 'embedding'
  readonly name: string
  readonly dimensions: number
  /** How the vectors of the tokens become one: their mean, or the first of them. */
  readonly pooling: 'mean' | 'cls'
  readonly prefixes: { readonly question: string; readonly passage: string }
  /** Word pieces that are read of a text; what lies behind does not count. */
  readonly maxTokens: number
}

export interface RankerFacts { readonly duty: 'ranking'; readonly name: string; readonly maxTokens: number }

/** More costs too much time on a processor, whatever a model was trained on. */
const mostTokens = 512
const usualTokens = 256

/**
 * What is known of a model's folder: by the catalogue where that has one of this name, else by its own files.
 * @returns null where the folder holds no model
 */
export async function knowFolder(folder: string, entries: readonly FolderEntry[]): Promise<FolderFacts | null> {
  const entry = entries.find((one) => one.folder === basename(folder))
  return entry === undefined ? readFolderFacts(folder) : factsOf(entry)
}

/** The facts of a catalogue entry: what is written there stands above what its files say. */
export function factsOf(entry: FolderEntry): FolderFacts {
  const base = { name: entry.folder, maxTokens: Math.min(entry.windowTokens, mostTokens) }
  return entry.duty === 'ranking' ? { duty: 'ranking', ...base } : { duty: 'embedding', ...base, dimensions: entry.dimensions, pooling: entry.pooling, prefixes: entry.prefixes }
}

const config = z.object({ hidden_size: z.number().int().positive().max(8192), architectures: z.array(z.string()).default([]), max_position_embeddings: z.number().int().positive().optional() })
const poolingConfig = z.object({ pooling_mode_cls_token: z.boolean().default(false) })
const lengthConfig = z.object({ max_seq_length: z.number().int().positive().nullable().default(null) })
const prompts = z.object({ prompts: z.record(z.string(), z.string()).default({}) })

/**
 * Reads what the files of a folder say, as sentence-transformers lays them out: `config.json`, and where they are there
 * `1_Pooling/config.json`, `sentence_bert_config.json` and `config_sentence_transformers.json`.
 * @returns null where the folder holds no model with ONNX weights
 */
export async function readFolderFacts(folder: string): Promise<FolderFacts | null> {
  const known = await readJson(join(folder, 'config.json'), config)
  if (known === null) return null
  const name = basename(folder)
  const length = await readJson(join(folder, 'sentence_bert_config.json'), lengthConfig)
  const maxTokens = Math.min(length?.max_seq_length ?? usualTokens, known.max_position_embeddings ?? mostTokens, mostTokens)
  if (known.architectures.some((one) => one.endsWith('ForSequenceClassification'))) return { duty: 'ranking', name, maxTokens }
  const pooling = await readJson(join(folder, '1_Pooling', 'config.json'), poolingConfig)
  const said = (await readJson(join(folder, 'config_sentence_transformers.json'), prompts))?.prompts ?? {}
  return {
    duty: 'embedding', name, dimensions: known.hidden_size, pooling: pooling?.pooling_mode_cls_token === true ? 'cls' : 'mean', maxTokens,
    prefixes: { question: said.query ?? '', passage: said.passage ?? said.document ?? '' },
  }
}

async function readJson<Shape extends z.ZodType>(path: string, shape: Shape): Promise<z.infer<Shape> | null> {
  try {
    const read = shape.safeParse(JSON.parse(await readFile(path, 'utf8')))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
