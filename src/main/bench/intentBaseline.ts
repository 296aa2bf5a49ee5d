import { weighGrams } from '../understand/intent/intentNet.ts'
import type { GramSpace } from '../understand/intent/textGrams.ts'
import type { IntentSet, LabelledText } from './intentData.ts'
import { outsideName } from './intentData.ts'
import { marginsOf, trainLinearMachine, type SparseRow } from './train/intent/linearMachine.ts'
import { rarityOf } from './train/intent/rarity.ts'

/** So many places that hardly two words or runs of letters meet in one. */
export const wideSpace: GramSpace = { words: 65_536, letters: 65_536 }

/** Of the outside texts of the validation part, this share is refused by both sides. */
export interface BaselineScores { readonly accuracy: number; readonly inScope: number; readonly outsideRecall: number }

/** Words, pairs of words and runs of letters by TF-IDF in a linear support vector machine, which refuses below a margin found on the validation part. @param refusedShare of the outside texts there */
export function scoreBaseline(set: IntentSet, refusedShare: number): BaselineScores {
  const rarity = rarityOf(set.train.map(({ text }) => text), wideSpace)
  const rowOf = (text: string): SparseRow => weighGrams(text, wideSpace, rarity)
  const { names, margins } = trainOn(set.train, rowOf, rarity.length)
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
