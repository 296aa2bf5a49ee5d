import { compressText, type Embed } from '../context/compress/compressText.ts'
import { readFeatures, type Features } from '../context/compress/relevance.ts'
import { splitSentences } from '../context/compress/sentences.ts'
import { emptySpeech, withoutEmpty } from '../context/compress/speech.ts'
import { counterFor } from '../models/tokens/counterFor.ts'
import { keptTurns, type Meeting } from './meetingData.ts'
import { rememberVectors } from './rememberVectors.ts'

const names = ['words', 'meaning', 'question', 'speaker', 'opening', 'closing'] as const
/** Found by trying: who is asked about tells more than the regression grants, since most questions name nobody. */
const speakerGain = 2
const ridge = 3

interface Sample { readonly meeting: number; readonly columns: readonly (readonly number[])[]; readonly marked: readonly boolean[]; readonly weights: readonly number[] }

/**
 * Fits the weights of relevance by logistic regression (Newton's method, a small ridge): is a sentence in a passage that people marked for the question?
 * Each turn counts the same, and each question. Gives the weights as a sentence, and what they reach at 20 % on meetings left out of the fit.
 */
export async function fitRelevance(meetings: readonly Meeting[], embedAll: Embed): Promise<string[]> {
  const count = (texts: string[]) => counterFor('gpt-4').count(texts)
  const embed = rememberVectors(embedAll)
  const samples: Sample[] = []
  for (const [at, meeting] of meetings.entries()) samples.push(...await samplesOf(meeting, at, embed, count))
  let [sum, questions] = [0, 0]
  for (const [at, meeting] of meetings.entries()) {
    const weights = named(fit(samples.filter((sample) => sample.meeting !== at)))
    const [total] = await count([meeting.text]) as [number]
    for (const query of meeting.queries) {
      const [vector] = await embed([query.text]) as [Float32Array]
      const made = await compressText({ text: meeting.text, target: Math.floor(total / 5), query: { text: query.text, vector }, count, embed }, weights)
      sum += keptTurns(meeting, query.gold, made.kept).turns
      questions++
    }
  }
  const shown = Object.entries(named(fit(samples))).map(([name, value]) => `${name} ${value.toFixed(2)}`)
  return [`fitted weights: ${shown.join(', ')}`, `each meeting measured with weights fitted on the others: span_recall_at_20 ${(sum / Math.max(1, questions)).toFixed(3)}`]
}

async function samplesOf(meeting: Meeting, at: number, embed: Embed, count: (texts: string[]) => Promise<number[]>): Promise<Sample[]> {
  const split = splitSentences(meeting.text)
  const empty = emptySpeech(meeting.text, split)
  const sizes = await count(split.sentences.map((one) => withoutEmpty(meeting.text, one, empty).map((part) => meeting.text.slice(part.start, part.end)).join(' ')))
  const inLine = split.sentences.map((one) => split.sentences.filter((other) => other.line === one.line).length)
  const turnOf = split.sentences.map((one) => meeting.turns.findIndex((turn) => turn.start <= one.start && one.start <= turn.end))
  const samples: Sample[] = []
  for (const query of meeting.queries) {
    const [vector] = await embed([query.text]) as [Float32Array]
    const features: Features = await readFeatures({ text: meeting.text, split, sizes, empty, query: { text: query.text, vector }, embed, target: 0 })
    samples.push({ meeting: at, columns: names.map((name) => features[name]!), marked: turnOf.map((turn) => query.gold.has(turn)), weights: inLine.map((lines) => 100 / lines / split.lines.length) })
  }
  return samples
}

function fit(samples: readonly Sample[]): number[] {
  const size = names.length + 1
  let weights = Array.from({ length: size }, () => 0)
  for (let round = 0; round < 6; round++) {
    const slope = weights.map((weight) => -ridge * weight)
    const bend = weights.map((_, row) => weights.map((__, column) => row === column ? ridge : 0))
    for (const sample of samples) {
      sample.marked.forEach((marked, at) => {
        const values = [1, ...sample.columns.map((column) => column[at]!)]
        const chance = 1 / (1 + Math.exp(-values.reduce((sum, value, index) => sum + value * weights[index]!, 0)))
        const [pull, hold] = [sample.weights[at]! * (Number(marked) - chance), sample.weights[at]! * chance * (1 - chance)]
        for (let row = 0; row < size; row++) {
          slope[row]! += pull * values[row]!
          for (let column = 0; column < size; column++) bend[row]![column]! += hold * values[row]! * values[column]!
        }
      })
    }
    const step = solve(bend, slope)
    weights = weights.map((weight, at) => weight + step[at]!)
  }
  return weights
}

/** Gauss-Jordan; the matrix is symmetric and, with the ridge, never singular. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!])
  for (let at = 0; at < rows.length; at++) {
    const pivot = rows[at]!
    const by = pivot[at]!
    for (let column = 0; column < pivot.length; column++) pivot[column]! /= by
    for (const [other, row] of rows.entries()) {
      const factor = row[at]!
      if (other !== at) for (let column = 0; column < row.length; column++) row[column]! -= factor * pivot[column]!
    }
  }
  return rows.map((row) => row.at(-1)!)
}

function named(weights: readonly number[]): Record<string, number> {
  return Object.fromEntries(weights.map((weight, at) => [at === 0 ? 'one' : names[at - 1]!, at > 0 && names[at - 1] === 'speaker' ? weight * speakerGain : weight]))
}
