import { wordsOf } from '../understand/intent/textGrams.ts'
import type { IntentSet, LabelledText } from './intentData.ts'
import { outsideName } from './intentData.ts'
import { marginsOf, trainLinearMachine, type SparseRow } from './train/intent/linearMachine.ts'

/** Of the outside texts of the validation part, this share is refused by both sides. */
export interface BaselineScores { readonly accuracy: number; readonly inScope: number; readonly outsideRecall: number }

/** Words and pairs of words by TF-IDF in a linear support vector machine, which refuses below a margin found on the validation part. @param refusedShare of the outside texts there */
export function scoreBaseline(set: IntentSet, refusedShare: number): BaselineScores {
  const { rowOf, places } = makeWordRows(set.train.map(({ text }) => text))
  const { names, margins } = trainOn(set.train, rowOf, places)
  const bestOf = (text: string) => {
    const all = margins(rowOf(text))
    const best = all.reduce((top, value, at) => value > all[top]! ? at : top, 0)
    return { intent: names[best]!, margin: all[best]! }
  }
  const outside = set.outside.validation.map((text) => bestOf(text).margin).sort((a, b) => a - b)
  const floor = outside.length === 0 ? -Infinity : outside[Math.min(outside.length - 1, Math.floor(outside.length * refusedShare))]!
  const inside = set.test.filter(({ intent }) => intent !== outsideName).map(({ text, intent }) => ({ intent, said: bestOf(text) }))
  const foreign = set.test.filter(({ intent }) => intent === outsideName).map(({ text }) => bestOf(text))
  const share = (count: number, of: number) => of === 0 ? 0 : count / of
  return {
    accuracy: share(inside.filter(({ intent, said }) => said.intent === intent).length, inside.length),
    inScope: share(inside.filter(({ intent, said }) => said.intent === intent && said.margin > floor).length, inside.length),
    outsideRecall: share(foreign.filter(({ margin }) => margin <= floor).length, foreign.length),
  }
}

/** A linear machine over rows of any kind. */
export function trainOn(texts: readonly LabelledText[], rowOf: (text: string) => SparseRow, places: number, strength = 1) {
  const names = [...new Set(texts.map(({ intent }) => intent))].sort()
  const numbers = new Map(names.map((name, at) => [name, at]))
  const machine = trainLinearMachine(texts.map(({ text }) => rowOf(text)), texts.map(({ intent }) => numbers.get(intent)!), names.length, places, strength)
  return { names, margins: (row: SparseRow) => marginsOf(machine, row) }
}

function makeWordRows(texts: readonly string[]) {
  const places = new Map<string, number>()
  const counts: number[] = []
  for (const text of texts) {
    for (const term of new Set(termsOf(text))) {
      const place = places.get(term) ?? places.size
      places.set(term, place)
      counts[place] = (counts[place] ?? 0) + 1
    }
  }
  return {
    places: places.size,
    rowOf(text: string): SparseRow {
      const found = new Map<number, number>()
      for (const term of termsOf(text)) {
        const place = places.get(term)
        if (place !== undefined) found.set(place, (found.get(place) ?? 0) + 1)
      }
      const values = [...found].map(([place, count]) => (1 + Math.log(count)) * (Math.log((1 + texts.length) / (1 + counts[place]!)) + 1))
      const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1
      return { places: Int32Array.from(found.keys()), values: Float32Array.from(values, (value) => value / length) }
    },
  }
}

function termsOf(text: string): string[] {
  const words = wordsOf(text)
  return [...words, ...words.slice(1).map((word, at) => `${words[at]!} ${word}`)]
}
