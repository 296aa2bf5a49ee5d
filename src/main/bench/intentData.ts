import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { UsageError } from './benchArguments.ts'

/** A text with the intent that its set gives it. */
export interface LabelledText { readonly text: string; readonly intent: string }
/** The public sets of intents that the head is trained on. */
export const intentSets = ['clinc150', 'banking77', 'hwu64'] as const
export type IntentSetName = (typeof intentSets)[number]

/** One set, cut as its makers cut it: `test` is the half that the folder holds. */
export interface IntentSet {
  readonly name: IntentSetName
  readonly train: readonly LabelledText[]
  /** Empty where the makers cut none. */
  readonly validation: readonly LabelledText[]
  readonly outside: { readonly train: readonly string[]; readonly validation: readonly string[] }
  readonly test: readonly LabelledText[]
}

/** What CLINC150 calls a text that none of its intents fits. */
export const outsideName = 'oos'

/**
 * Reads the sets below a folder: either the folder that holds all of them or the folder of one. Halves named `dev` and `heldout` are
 * read alike; with both there, both are measured. Throws a `UsageError` where none is found.
 */
export function readIntentSets(folder: string): IntentSet[] {
  const found = intentSets.flatMap((name) => {
    const own = [join(folder, name), folder].find((place) => existsSync(place) && hasSet(place, name))
    return own === undefined ? [] : [readSet(own, name)]
  })
  if (found.length === 0) throw new UsageError(`There is no set of intents in ${folder}. Name the folder that holds clinc150, banking77 and hwu64, or one of these.`)
  return found
}

const trainFiles: Readonly<Record<IntentSetName, RegExp>> = { clinc150: /^train_val\.json(?:\.gz)?$/, banking77: /^train\.jsonl(?:\.gz)?$/, hwu64: /^train_kfold1\.jsonl(?:\.gz)?$/ }

function hasSet(folder: string, name: IntentSetName): boolean {
  return readdirSync(folder).some((file) => trainFiles[name].test(file))
}

function readSet(folder: string, name: IntentSetName): IntentSet {
  const files = readdirSync(folder).sort()
  const trained = readText(join(folder, files.find((file) => trainFiles[name].test(file))!))
  const test = files.filter((file) => /^test.*\.(?:dev|heldout)\.jsonl(?:\.gz)?$/.test(file)).flatMap((file) => readLines(readText(join(folder, file))))
  if (name !== 'clinc150') return { name, train: readLines(trained), validation: [], outside: { train: [], validation: [] }, test }
  const splits = JSON.parse(trained) as Record<'train' | 'val' | 'oos_train' | 'oos_val', [string, string][]>
  const labelled = (rows: readonly [string, string][]) => rows.map(([text, intent]) => ({ text, intent }))
  return {
    name, test, train: labelled(splits.train), validation: labelled(splits.val),
    outside: { train: splits.oos_train.map(([text]) => text), validation: splits.oos_val.map(([text]) => text) },
  }
}

function readLines(text: string): LabelledText[] {
  return text.split('\n').filter((line) => line !== '').map((line) => {
    const row = JSON.parse(line) as LabelledText
    return { text: row.text, intent: row.intent }
  })
}

function readText(path: string): string {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}
