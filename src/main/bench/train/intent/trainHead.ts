import { evidenceOf, scoreIntents, vectorWeight, weigh, weighGrams, type IntentHead, type IntentMember, type IntentPart } from '../../../understand/intent/intentNet.ts'
import { packPlainPart, type PlainPart } from '../../../understand/intent/plainPart.ts'
import type { GramSpace } from '../../../understand/intent/textGrams.ts'
import { outsideName } from '../../intentData.ts'
import { fitLogistic, type Observation } from './fitLogistic.ts'
import type { PartTexts } from './intentSplits.ts'
import { trainLinearMachine, type LinearMachine } from './linearMachine.ts'
import { quantise } from './quantise.ts'
import { rarityOf } from './rarity.ts'
import { trainMembers } from './trainMembers.ts'
import type { NetExamples } from './trainNet.ts'

export interface HeadPlan { readonly modelId: string; readonly space: GramSpace; readonly hidden: number; readonly members: number; readonly epochs: number }
export type VectorOf = (text: string) => Float32Array

/** Texts outside count this much when refusal is fitted: there are few of them, and they come as often as the others. */
const outsideCounts = 6
/** Of the texts outside that were kept for checking, this share is to be refused: more than is aimed at, since these are the easier ones. */
export const refusedShare = 0.91

/** Trains a head and fits, on texts that it was not trained on, when it refuses and how sure it may call itself. */
export async function trainHead(texts: readonly PartTexts[], vectorOf: VectorOf, plan: HeadPlan): Promise<IntentHead> {
  const rarity = rarityOf(texts.flatMap(({ taught }) => taught.map(({ text }) => text)), plan.space)
  const examples = layOut(texts, vectorOf, plan.space, rarity)
  const shape = { places: rarity.length, dimensions: vectorOf(texts[0]!.taught[0]!.text).length, hidden: plan.hidden, classes: texts.map(({ ids, taught }) => ids.length + (hasOutside(taught) ? 1 : 0)) }
  const nets = await trainMembers(examples, shape, plan.epochs, plan.members)
  const machines = texts.map((_, at) => trainPlain(examples, at, shape.classes[at]!, shape.places, shape.dimensions))
  return finishHead(texts, vectorOf, plan, rarity, nets.map((net) => quantise(net, shape.places, shape.dimensions, plan.hidden)), machines.map((machine) => packPlainPart(machine, shape.places, shape.dimensions)))
}

/** Joins what was trained, and fits what each part refuses and how sure it may call itself. */
export function finishHead(texts: readonly PartTexts[], vectorOf: VectorOf, plan: HeadPlan, rarity: Float32Array, members: readonly IntentMember[], plain: readonly PlainPart[]): IntentHead {
  const raw: IntentHead = {
    modelId: plan.modelId, dimensions: vectorOf(texts[0]!.taught[0]!.text).length, hidden: plan.hidden, space: plan.space, rarity, plain, members,
    parts: texts.map(({ name, ids, taught }) => ({ name, ids, outside: hasOutside(taught), refusal: [], confidence: [] })),
  }
  return { ...raw, parts: raw.parts.map((part, at) => ({ ...part, ...judgePart(raw, part, at, texts[at]!.checked, vectorOf) })) }
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

function hasOutside(texts: PartTexts['taught']): boolean {
  return texts.some(({ intent }) => intent === outsideName)
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

function judgePart(head: IntentHead, part: IntentPart, at: number, checked: PartTexts['checked'], vectorOf: VectorOf): Pick<IntentPart, 'refusal' | 'confidence'> {
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
