import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { UsageError } from './benchArguments.ts'

/** What is hidden, and the question that needs it. */
export interface Needle { readonly question: string; readonly sentences: readonly string[] }

/** Invented, in the tone of what stands around them, without capitals, numbers or words that would give all of them away. */
export const singles: readonly Needle[] = [
  { question: 'What should one do in Tromsø on a clear evening?', sentences: ['The best thing to do in Tromsø on a clear evening is to walk up to the old ski jump with a thermos of tea.'] },
  { question: 'Why did the printer on the third floor stop working?', sentences: ['It turned out that the printer on the third floor had stopped because a moth had nested in the paper tray.'] },
  { question: 'Who keeps the spare key to the boat house?', sentences: ['My neighbour Ottilie has kept the spare key to the boat house ever since the flood.'] },
  { question: 'How much did the glass dome of the winter garden cost?', sentences: ['The glass dome of the winter garden came to 48,250 crowns in the end, most of it for the transport.'] },
  { question: 'Which instrument did the lighthouse keeper learn?', sentences: ['When nobody came by for weeks, the man at the lighthouse taught himself to play the bassoon.'] },
  { question: 'When does the ferry to Lindholm leave on Sundays?', sentences: ['On Sundays the ferry to Lindholm leaves at twenty past seven, whatever the board says.'] },
]
export const triples: readonly Needle[] = [
  { question: 'What are the three things that the baker Halvard puts into his rye bread?', sentences: ['The baker Halvard once told me that he puts roasted barley into his rye bread.', 'What Halvard never says is that the rye bread also has a spoon of pine honey.', 'And the last thing that goes into the rye bread of Halvard is cold coffee.'] },
  { question: 'Where did Mirela hide the parts of the map of the quarry?', sentences: ['Mirela hid the first part of the map of the quarry under the organ bench.', 'The second part of the map of the quarry went into a tin of buttons, as Mirela admitted later.', 'For the third part of the map Mirela chose the hollow leg of a snooker table near the quarry.'] },
]

/** The essays one after another, from a file of one JSON object a line (gzipped), or from the first such file of a folder. */
export function readEssays(path: string | null): string {
  if (path === null) throw new UsageError('bench needle needs --data with a file or folder of essays (.jsonl.gz).')
  try {
    const file = statSync(path).isDirectory() ? join(path, readdirSync(path).sort().find((name) => name.endsWith('.jsonl.gz')) ?? '') : path
    return gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter((line) => line.trim() !== '').map((line) => (JSON.parse(line) as { text: string }).text.trim()).join('\n\n')
  } catch {
    throw new UsageError(`No essays could be read from “${path}”.`)
  }
}

/** Puts a sentence in at a part of the text, behind the sentence that ends nearest. @param depth 0 to 1 */
export function hide(text: string, sentence: string, depth: number): string {
  if (depth <= 0) return `${sentence} ${text}`
  if (depth >= 1) return `${text} ${sentence}`
  const from = Math.floor(text.length * depth)
  const found = /[.!?] /.exec(text.slice(from))
  const at = found === null ? text.length : from + found.index + 1
  return `${text.slice(0, at)} ${sentence}${text.slice(at)}`
}
