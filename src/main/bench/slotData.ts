import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Token } from '../understand/slots/tokens.ts'
import { beginOf, insideOf } from '../understand/slots/labels.ts'

/** A message of the set with what people marked in it. */
export interface SlotRow { readonly text: string; readonly entities: readonly { start: number; end: number; entity: string }[] }

/** Reads rows of a file of lines, packed or not. */
export function readSlotRows(path: string): SlotRow[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as SlotRow)
}

/** The training file and the shown or sealed half of the test, from the set's folder, the folder of all sets, or a test file. */
export function findSlotFiles(path: string): { train: string; test: string } {
  const folder = statSync(path).isDirectory() ? (readdirSync(path).includes('hwu64') ? join(path, 'hwu64') : path) : join(path, '..')
  const names = readdirSync(folder)
  const train = names.find((name) => name.startsWith('train_kfold1'))
  const test = statSync(path).isDirectory() ? names.find((name) => /^test_kfold1\.(?:dev|heldout)\.jsonl/.test(name)) : path
  if (train === undefined || test === undefined) throw new Error(`There is no HWU64 in ${path}: it needs train_kfold1.jsonl.gz and a half of test_kfold1.`)
  return { train: join(folder, train), test: test === path ? path : join(folder, test) }
}

/** The labels of a row's tokens. Types that are not in the list are left outside. */
export function labelsOf(row: SlotRow, tokens: readonly Token[], types: readonly string[]): Uint8Array {
  const labels = new Uint8Array(tokens.length)
  for (const { start, end, entity } of row.entities) {
    const type = types.indexOf(entity)
    let first = true
    if (type >= 0) tokens.forEach((token, at) => {
      if (token.start < start || token.end > end) return
      labels[at] = first ? beginOf(type) : insideOf(type)
      first = false
    })
  }
  return labels
}
