import { join } from 'node:path'
import type { DownloadProgress } from '../../../shared/model.ts'
import { systemClock } from '../../platform/clock.ts'
import { readCatalogue } from '../catalogue/catalogue.ts'
import { createEgress } from '../egress.ts'
import { downloadModel } from './downloadModel.ts'

/**
 * Run by set-up: `node fetchDefaultModel.ts FOLDER` brings the default chat model into a folder and shows progress.
 * Ends with 0 also when the model cannot be had: Casement starts without one and says what is missing.
 * Ends with 3 then if `--strict` is given, for those who want to know.
 */
async function main(args: readonly string[]): Promise<number> {
  const folder = args.find((arg) => !arg.startsWith('--'))
  if (folder === undefined) {
    process.stderr.write('Name the folder for the model: fetchDefaultModel.ts FOLDER\n')
    return 2
  }
  const catalogue = await readCatalogue(join(import.meta.dirname, '../../../../resources/catalogue.json'))
  const entry = catalogue.models.find((model) => model.id === catalogue.default)
  if (entry === undefined) return 2
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  const show = createLine(entry.name)
  const offline = args.includes('--offline')
  const result = await downloadModel(entry, folder, { egress: createEgress({ isOffline: () => offline }), clock: systemClock, signal: stop.signal, onProgress: show })
  if (process.stdout.isTTY) process.stdout.write('\n')
  if (result.ok) {
    process.stdout.write(`${entry.name} is ready.\n`)
    return 0
  }
  process.stdout.write(`${entry.name} is not there yet. ${result.error.message} ${result.error.next ?? ''}\nCasement starts without it: fetch it later in the window under Models, or add a GGUF file of your own.\n`)
  return args.includes('--strict') ? 3 : 0
}

/** One line that is written over in a terminal; elsewhere a new line every tenth of the way. */
function createLine(name: string): (progress: DownloadProgress) => void {
  let tenth = -1
  let from = ''
  return (progress) => {
    const share = progress.receivedBytes / progress.totalBytes
    const text = progress.state === 'verifying' ? `${name}: checking` : `${name} from ${progress.from}: ${megabytes(progress.receivedBytes)} of ${megabytes(progress.totalBytes)} MB, ${megabytes(progress.bytesPerSecond)} MB/s`
    if (process.stdout.isTTY) {
      const bar = '#'.repeat(Math.round(share * 20)).padEnd(20, '.')
      process.stdout.write(`\r[${bar}] ${text}`.padEnd(90))
    } else if (progress.state === 'running' && (Math.floor(share * 10) !== tenth || from !== progress.from)) {
      tenth = Math.floor(share * 10)
      from = progress.from
      process.stdout.write(`${text}\n`)
    }
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}

process.exitCode = await main(process.argv.slice(2))
