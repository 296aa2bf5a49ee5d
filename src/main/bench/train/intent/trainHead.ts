import { evidenceOf, scoreIntents, vectorWeight, weigh, weighGrams, type IntentHead, type IntentPart } from '../../../understand/intent/intentNet.ts'
import { packPlainPart } from '../../../understand/intent/plainPart.ts'
import type { GramSpace } from '../../../understand/intent/textGrams.ts'
import { outsideName } from '../../intentData.ts'
import { fitLogistic, type Observation } from './fitLogistic.ts'
import { refusedShare, type PartTexts } from './intentSplits.ts'
import { trainLinearMachine, type LinearMachine } from './linearMachine.ts'
import { quantise } from './quantise.ts'
import { rarityOf } from './rarity.ts'
import { trainMembers } from './trainMembers.ts'
import type { NetExamples } from './trainNet.ts'

export interface HeadPlan { readonly modelId: string; readonly space: GramSpace; readonly hidden: number; readonly members: number; readonly epochs: number }
export type VectorOf = (text: string) => Float32Array

/** Texts outside count this much when refusal is fitted: there are few of them, and they come as often as the others. */
const outsideCounts = 6
/**
 * Trains a head twice: once without the texts for checking, then with those of them that belong to training parts, in the same way from
 * the same seeds. When a part refuses and how sure it may call itself is fitted on what the head never saw: for a part that was taught
 * none of its texts for checking by the second head, for the others by the first.
 */
export async function trainHead(texts: readonly PartTexts[], vectorOf: VectorOf, plan: HeadPlan): Promise<IntentHead> {
  const first = await teach(texts, vectorOf, plan)
  const second = await teach(texts.map((part) => ({ ...part, taught: [...part.taught, ...part.lent] })), vectorOf, plan)
  return { ...second, parts: second.parts.map((part, at) => ({ ...part, ...judgePart(texts[at]!.lent.length === 0 ? second : first, part, at, texts[at]!, vectorOf) })) }
}

/** A head that refuses nothing yet. */
async function teach(texts: readonly PartTexts[], vectorOf: VectorOf, { modelId, space, hidden, epochs, members }: HeadPlan): Promise<IntentHead> {
  const rarity = rarityOf(texts.flatMap(({ taught }) => taught.map(({ text }) => text)), space)
  const examples = layOut(texts, vectorOf, space, rarity)
  const dimensions = vectorOf(texts[0]!.taught[0]!.text).length
  const parts = texts.map(({ name, ids, taught }) => ({ name, ids, outside: taught.some(({ intent }) => intent === outsideName), refusal: [], confidence: [] }))
  const classes = parts.map(({ ids, outside }) => ids.length + (outside ? 1 : 0))
  const training = trainMembers(examples, { places: rarity.length, dimensions, hidden, classes }, epochs, members)
  // The nets are on threads of their own meanwhile.
  const plain = parts.map((_, at) => packPlainPart(trainPlain(examples, at, classes[at]!, rarity.length, dimensions), rarity.length, dimensions))
  const rounded = (await training).map((net) => quantise(net, rarity.length, dimensions, hidden))
  return { modelId, dimensions, hidden, space, rarity, parts, members: rounded, plain }
}

function layOut(texts: readonly PartTexts[], vectorOf: VectorOf, space: GramSpace, rarity: Float32Array): NetExamples {
  const rows = texts.flatMap((part, at) => part.taught.map(({ text, intent }) => ({
    ...weighGrams(text, space, rarity), vector: vectorOf(text), part: at,
    label: intent === outsideName ? part.ids.length : part.ids.indexOf(intent), weight: intent === outsideName ? part.outsideWeight : 1,
  })))
  const starts = shared(Int32Array, rows.length + 1)
  rows.forEach((row, at) => { starts[at + 1] = starts[at]! + row.places.length })
  const size = rows[0]!.vector.length
  const [places, values, vectors] = [shared(Int32Array, starts[rows.length]!), shared(Float32Array, starts[rows.length]!), shared(Float32Array, rows.length * size)]
  rows.forEach((row, at) => {
    places.set(row.places, starts[at]!)
    values.set(row.values, starts[at]!)
    vectors.set(row.vector.map((value) => value * vectorWeight), at * size)
  })
  return { count: rows.length, starts, places, values, vectors, parts: Uint8Array.from(rows, ({ part }) => part), labels: Int32Array.from(rows, ({ label }) => label), weights: Float32Array.from(rows, ({ weight }) => weight) }
}

function shared<T>(kind: new (buffer: SharedArrayBuffer) => T, count: number): T {
  return new kind(new SharedArrayBuffer(4 * count))
}

/** The linear machine of one part, over places and vector alike. */
function trainPlain(examples: NetExamples, part: number, classes: number, places: number, dimensions: number): LinearMachine {
  const own = Array.from({ length: examples.count }, (_, at) => at).filter((at) => examples.parts[at] === part)
  const rows = own.map((at) => ({
    places: Int32Array.from([...examples.places.subarray(examples.starts[at]!, examples.starts[at + 1]!), ...Array.from({ length: dimensions }, (_, one) => places + one)]),
    values: Float32Array.from([...examples.values.subarray(examples.starts[at]!, examples.starts[at + 1]!), ...examples.vectors.subarray(at * dimensions, (at + 1) * dimensions)]),
  }))
  return trainLinearMachine(rows, own.map((at) => examples.labels[at]!), classes, places + dimensions)
}

function judgePart(head: IntentHead, part: IntentPart, at: number, { checked }: PartTexts, vectorOf: VectorOf): Pick<IntentPart, 'refusal' | 'confidence'> {
  const seen = checked.map(({ text, intent }) => {
    const { best, evidence } = evidenceOf(scoreIntents(text, vectorOf(text), head)[at]!, part)
    return { evidence, inside: intent !== outsideName, right: part.ids[best] === intent }
  })
  const observe = (holds: (one: (typeof seen)[number]) => boolean, weightOutside: number): Observation[] => seen.map((one) => ({ evidence: one.evidence, holds: holds(one), weight: one.inside ? 1 : weightOutside }))
  const confidence = fitLogistic(observe(({ right }) => right, 1))
  if (!part.outside) return { refusal: [0, 0, 0, 0, 0, 1], confidence }
  const refusal = fitLogistic(observe(({ inside }) => inside, outsideCounts))
  const outside = seen.filter(({ inside }) => !inside).map(({ evidence }) => weigh(evidence, refusal)).sort((a, b) => a - b)
  refusal[refusal.length - 1]! -= outside[Math.min(outside.length - 1, Math.floor(outside.length * refusedShare))] ?? 0
  return { refusal, confidence }
}
