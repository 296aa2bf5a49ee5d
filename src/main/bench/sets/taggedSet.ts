import type { Figure } from '../registry.ts'
import { count, emptyCounts, f1, finders, precision, recall, shareFigure } from './nameScores.ts'
import { readText } from './readSet.ts'

/**
 * Names in noisy sentences. The surface F1 of the shared task (WNUT 2017): each different name counts once over the whole
 * file, whatever its type, so that a frequent name weighs no more than a rare one.
 */
export function scoreTaggedSentences(folder: string, files: readonly string[]): Record<string, Figure> {
  const sentences = files.flatMap((file) => sentencesOf(readText(folder, file)))
  const surface = emptyCounts()
  const perSentence = emptyCounts()
  const wanted = new Set(sentences.flatMap((one) => one.names))
  let milliseconds = 0
  for (const [way, find] of Object.entries(finders)) {
    const began = performance.now()
    const found = sentences.map((one) => find(one.text))
    if (way === 'ours') milliseconds = performance.now() - began
    count(surface[way]!, found.flat(), wanted)
    sentences.forEach((one, at) => count(perSentence[way]!, found[at]!, one.names))
  }
  return {
    wnut_f1: shareFigure(surface, f1, 0.35),
    wnut_precision: shareFigure(surface, precision, null),
    wnut_recall: shareFigure(surface, recall, null),
    wnut_f1_per_sentence: shareFigure(perSentence, f1, null),
    seconds_per_1000_sentences: { ours: milliseconds / sentences.length, baselines: {}, goal: null, better: 'lower', unit: 's' },
  }
}

/** Sentences of a file with one word and its tag in each line, and a blank line between sentences. */
function sentencesOf(text: string): { text: string; names: string[] }[] {
  return text.split(/\n\s*\n/u).flatMap((block) => {
    const words = block.split('\n').map((line) => line.split('\t')).filter((parts) => parts.length >= 2)
    const names: string[][] = []
    for (const [word, tag] of words) {
      if (tag!.startsWith('B')) names.push([word!])
      else if (tag!.startsWith('I')) names.at(-1)?.push(word!)
    }
    return words.length === 0 ? [] : [{ text: words.map(([word]) => word).join(' '), names: names.map((name) => name.join(' ')) }]
  })
}
