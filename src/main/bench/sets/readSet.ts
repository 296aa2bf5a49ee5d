import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** The text of a file, plain or packed with gzip. */
export function readText(folder: string, name: string): string {
  const bytes = readFileSync(join(folder, name))
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

/** The lines of a JSON-lines file; the caller knows their shape. */
export function readRows<Row>(folder: string, name: string): Row[] {
  return readText(folder, name).split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Row)
}
