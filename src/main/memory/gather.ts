import { isReadByModel } from './meaning/isReadByModel.ts'
import { questionMeaning, type QuestionMeaning } from './meaning/questionViews.ts'
import { readQuestion } from './question.ts'
import { rareWords } from './queryOf.ts'
import { askedVectors, type AskedVectors } from './ranking/askedVectors.ts'
import { createCollector, type Collector } from './ranking/collector.ts'
import { expansionOf, type Expansion } from './ranking/expansion.ts'
import { readFeatures } from './ranking/features.ts'
import { foundMemory, foundMessage, type Found } from './ranking/found.ts'
import { otherForms } from './ranking/irregular.ts'
import { readAsked, type Reading } from './ranking/reading.ts'
import { readSignals, type Signals } from './ranking/signals.ts'
import { baseOf } from './ranking/stems.ts'
import { placesBy, weigh } from './ranking/weigh.ts'
import type { MeaningFound, RecallAsk, RecallPorts, SearchOptions } from './recallPorts.ts'
import { wordsOf } from './words.ts'

export interface Gathered {
  readonly reading: Reading
  readonly found: readonly Found[]
  readonly signals: Signals
  /** True where no vectors could be compared: then words count for all. */
  readonly wordsOnly: boolean
  /** How well the words of each fit by the index, 0 to 1; what the words did not find is not named. */
  readonly indexed: ReadonlyMap<string, number>
  /** How much the question asks for advice, 0 to 1. */
  readonly advice: number
  readonly expansion: Expansion
  /** Words, numbers and quotations that make a match exact. */
  readonly exact: readonly string[]
  /** The key under which the answer would be kept, where the message asks for one. */
  readonly key: string | null
  readonly problems: readonly string[]
}

const messageLimit = 100
const memoryLimit = 60
const sessionLimit = 40
const expandedLimit = 40
const timedLimit = 40
/** A text that holds this share of the question's rarity is what was meant. */
const wellCovered = 0.8
const entityLimit = 20
/** Around so many of the best first finds of words and of meaning each the talk is read on, two messages each way. */
const readAround = 30
const reach = 2

/**
 * Asks every source, reads what they found, learns from the best of it how the store speaks of the subject, and asks once more.
 * @param alsoId a memory that is judged whether or not a source names it
 */
export async function gather(ask: RecallAsk, ports: RecallPorts, alsoId?: string): Promise<Gathered> {
  const reading = readAsked(ask)
  const collector = createCollector(ask, ports)
  const { tried } = collector
  const { words } = reading.query
  const own: Pick<SearchOptions, 'notConversationId'> = ask.ownIds !== undefined && ask.ownIds.size > 0 ? {} : { notConversationId: ask.conversationId }
  const readable = ask.vector !== null && isReadByModel(reading.text, ports.scripts ?? 'latin')

  // Whatever waits for nothing is asked at once, words first: what they found is read while meaning is still compared.
  const counted = words.length === 0 ? nothingCounted : tried('The word count of the index', () => ports.documentFrequencies([...words]), nothingCounted)
  const searched = askWords(collector, reading, own)
  // What a question means as it stands is known already: memories are searched by it, and messages for the case that none has a speaker.
  const asItStands = !readable || reading.completed !== null ? null : ask.vector
  const early = asItStands === null ? null : askMemories(collector, ports, meaningOf(reading, asItStands, ports))
  const guessed = asItStands === null ? null : searchMessages(ports, asItStands, own)
  // Most stores know no speakers: then the vectors of the question are those that it has before anything is found.
  const unspoken = ask.vector === null || !readable ? null : tried('The embedding model', () => askedVectors(reading, ask.vector!, [], ports.embed), alone(ask.vector))

  const [frequencies, byWords] = await Promise.all([counted, searched])
  const counts = new Map(words.map((word, at) => [baseOf(word), frequencies.counts[at] ?? 0]))
  const exact = [...new Set([...reading.query.exact, ...rareWords(words, frequencies.counts, frequencies.total)])]
  const exactly = askExactly(collector, exact, words, own)
  await collector.load()
  await exactly
  await collector.load()
  const key = readQuestion(ask.text.slice(0, 2000))?.key ?? null
  if (key !== null && ports.byKey !== undefined) await collector.memoriesBy(() => ports.byKey!(key))
  if (reading.names.length > 0 && ports.byEntity !== undefined) await collector.memoriesBy(() => ports.byEntity!([...reading.names], entityLimit))
  if (alsoId !== undefined) await collector.memoriesBy(() => ports.memories([alsoId]))

  const { vectors, meaning, byMeaning } = readable ? await askMeaning(ask.vector!, ports, collector, reading, own, { early, guessed, unspoken: unspoken! }) : noMeaning
  await collector.load()
  await collector.loadAround([...new Set([...byWords.slice(0, readAround), ...byMeaning.slice(0, readAround)])], reach)
  await collector.loadVectors()

  const read = new Map<string, Found>()
  const look = (): { found: Found[]; signals: Signals } => {
    const found = listOf(collector, vectors !== null, read)
    return { found, signals: readSignals({ reading, found, vectors, fit: meaning?.fit ?? null, sessions: [...collector.sessions.values()], counts, total: frequencies.total }) }
  }
  const first = look()
  const known = collector.messages.size + collector.memories.size
  // Asking once more costs time: only where no single text holds most of what the question names.
  const expansion = first.signals.covered.some((share) => share >= wellCovered) ? [] : await expand(first, reading, collector, ports)
  if (expansion.length > 0) {
    await collector.words(expansion.map(({ word }) => word).join(' '), { kinds: ['memory', 'message'], limit: expandedLimit, ...own })
    await collector.load()
    await collector.loadVectors()
  }
  const last = known === collector.messages.size + collector.memories.size ? first : look()
  return { reading, wordsOnly: vectors === null, indexed: collector.indexed, advice: meaning?.advice ?? 0, ...last, expansion, exact, key, problems: collector.problems }
}

const nothingCounted = { total: 0, counts: [] as number[] }

async function expand(first: { readonly found: readonly Found[]; readonly signals: Signals }, reading: Reading, collector: Collector, ports: RecallPorts): Promise<Expansion> {
  const order = placesBy(weigh(readFeatures({ ...first, reading })), (at) => first.found[at]!.id)
  return expansionOf(first.found, order, new Set(reading.stems), (some) => collector.tried('The word count of the index', () => ports.documentFrequencies(some), nothingCounted))
}

async function askWords(collector: Collector, reading: Reading, own: Pick<SearchOptions, 'notConversationId'>): Promise<string[]> {
  const { words } = reading.query
  if (words.length === 0) return []
  const searched = [...new Set([...words, ...words.flatMap(otherForms)])].join(' ')
  const { range } = reading
  const [byWords] = await Promise.all([
    collector.words(searched, { kinds: ['message'], limit: messageLimit, ...own }),
    collector.words(searched, { kinds: ['memory'], limit: memoryLimit }),
    collector.words(searched, { kinds: ['session'], limit: sessionLimit, ...own }),
    range === null ? undefined : collector.words(searched, { kinds: ['memory', 'message'], limit: timedLimit, from: range.from, until: range.until, ...own }),
  ])
  return byWords
}

/** Asked by themselves, so that ordinary words cannot crowd out a text that shares the one word that matters. */
async function askExactly(collector: Collector, exact: readonly string[], words: readonly string[], own: Pick<SearchOptions, 'notConversationId'>): Promise<void> {
  if (words.length > 0 && exact.length > 0 && exact.length !== words.length) await collector.words(exact.flatMap(wordsOf).join(' '), { kinds: ['memory', 'message'], limit: messageLimit, ...own })
}

interface Early { readonly meaning: QuestionMeaning; readonly searched: Promise<unknown> }
interface Asked { readonly vectors: AskedVectors | null; readonly meaning: QuestionMeaning | null; readonly byMeaning: string[] }
const noMeaning: Asked = { vectors: null, meaning: null, byMeaning: [] }

function alone(vector: Float32Array): AskedVectors {
  return { plain: vector, asSaid: vector, content: vector }
}

function meaningOf(reading: Reading, plain: Float32Array, ports: RecallPorts): QuestionMeaning {
  return questionMeaning(reading.text, plain, ports.associations ?? null)
}

function askMemories(collector: Collector, ports: RecallPorts, meaning: QuestionMeaning): Early {
  return { meaning, searched: Promise.all(meaning.views.map((view) => collector.meaning(() => ports.meaning(view.vector, { kinds: ['memory'], limit: memoryLimit })))) }
}

/** What was begun before anything was found. */
interface Begun { readonly early: Early | null; readonly guessed: Promise<readonly MeaningFound[]> | null; readonly unspoken: Promise<AskedVectors> }

async function askMeaning(vector: Float32Array, ports: RecallPorts, collector: Collector, reading: Reading, own: Pick<SearchOptions, 'notConversationId'>, { early, guessed, unspoken }: Begun): Promise<Asked> {
  const speakers = [...new Set([...collector.messages.values()].flatMap((message) => message.speaker ?? []))].sort()
  const vectors = await (speakers.length === 0 ? unspoken : collector.tried('The embedding model', () => askedVectors(reading, vector, speakers, ports.embed), alone(vector)))
  const { meaning, searched } = early ?? askMemories(collector, ports, meaningOf(reading, vectors.plain, ports))
  const hits = vectors.asSaid === vector && guessed !== null ? guessed : searchMessages(ports, vectors.asSaid, own)
  const [byMeaning] = await Promise.all([collector.meaning(() => hits), searched])
  return { vectors, meaning, byMeaning }
}

/** The messages of like meaning. Nobody need wait for it: a failure is heard where it is waited for. */
function searchMessages(ports: RecallPorts, vector: Float32Array, own: Pick<SearchOptions, 'notConversationId'>): Promise<readonly MeaningFound[]> {
  const hits = (async () => ports.meaning(vector, { kinds: ['message'], limit: messageLimit, ...own }))()
  hits.catch(() => { /* Told by the collector, if at all. */ })
  return hits
}

/**
 * In the order of their ids, whatever order the sources answered in.
 * @param read what was read before, which need not be read again
 */
function listOf(collector: Collector, withVectors: boolean, read: Map<string, Found>): Found[] {
  const once = (id: string, make: (vector: Float32Array | null) => Found): Found => {
    // Where the question has no vector that means something, those of the texts do not either.
    const vector = withVectors ? collector.vectors.get(id) ?? null : null
    const known = read.get(id)
    if (known !== undefined && known.vector === vector) return known
    const found = make(vector)
    read.set(id, found)
    return found
  }
  return [
    ...[...collector.memories.values()].map((memory) => once(memory.id, (vector) => foundMemory(memory, vector))),
    ...[...collector.messages.values()].map((message) => once(message.id, (vector) => foundMessage(message, vector))),
  ].sort((a, b) => (a.id < b.id ? -1 : 1))
}
