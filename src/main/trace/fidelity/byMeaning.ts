import { cosineOf } from '../textMeasures.ts'
import type { ReadAnswer } from './answer.ts'
import type { Given } from './given.ts'

export type Embed = (texts: readonly string[]) => Promise<Float32Array[]>

/** So many sentences of the answer and of all pieces are embedded at most: on a plain CPU about a second of work. */
const mostAnswer = 32
const mostGiven = 96

export interface MeaningEvidence {
  /** Cosine of the nearest pair of sentences, and which sentence of the answer it is. */
  readonly nearest: number
  readonly sentence: number
  /** How near the question itself is to the two of that pair. */
  readonly answerToQuestion: number
  readonly noteToQuestion: number
  /** By how much this piece is nearer to that sentence of the answer than the nearest other piece; below 0 where another is nearer. */
  readonly lead: number
}

/** Sentence vectors of the answer against those of the pieces; null for a piece none of whose sentences was embedded. */
export async function evidenceByMeaning(question: string, answer: ReadAnswer, given: readonly Given[], embed: Embed): Promise<Array<MeaningEvidence | null>> {
  const said = pick(answer.sentences.map((_, at) => at), mostAnswer)
  const told = chooseGiven(given)
  const texts = [question.slice(0, 2000), ...said.map((at) => answer.sentences[at]!.text), ...told.map(({ piece, sentence }) => given[piece]!.sentences[sentence]!.text)]
  const vectors = await embed(texts)
  const asked = vectors[0]!
  const saidVectors = vectors.slice(1, 1 + said.length), toldVectors = vectors.slice(1 + said.length)
  const best: Array<{ nearest: number; said: number; told: number } | null> = given.map(() => null)
  const perPiece = given.map(() => said.map(() => -1))
  told.forEach(({ piece }, at) => {
    saidVectors.forEach((vector, place) => {
      const near = cosineOf(vector, toldVectors[at]!)
      perPiece[piece]![place] = Math.max(perPiece[piece]![place]!, near)
      if (near > (best[piece]?.nearest ?? -1)) best[piece] = { nearest: near, said: place, told: at }
    })
  })
  return best.map((found, piece) => {
    if (found === null) return null
    const others = Math.max(0, ...perPiece.map((row, other) => other === piece ? -1 : row[found.said]!))
    return {
      nearest: found.nearest, sentence: said[found.said]!, lead: found.nearest - others,
      answerToQuestion: cosineOf(asked, saidVectors[found.said]!), noteToQuestion: cosineOf(asked, toldVectors[found.told]!),
    }
  })
}

/** The first sentence of every piece, then the second of every piece, until the bound is reached: no long document crowds out a note. */
function chooseGiven(given: readonly Given[]): Array<{ piece: number; sentence: number }> {
  const chosen: Array<{ piece: number; sentence: number }> = []
  for (let sentence = 0; chosen.length < mostGiven; sentence++) {
    const before = chosen.length
    for (let piece = 0; piece < given.length && chosen.length < mostGiven; piece++) if (sentence < given[piece]!.sentences.length) chosen.push({ piece, sentence })
    if (chosen.length === before) break
  }
  return chosen
}

/** The first ones and the last ones of a list. */
function pick(places: readonly number[], most: number): number[] {
  if (places.length <= most) return [...places]
  const tail = Math.floor(most / 4)
  return [...places.slice(0, most - tail), ...places.slice(-tail)]
}
