import { cosineOf } from '../../shared/cosine.ts'
import type { Memory } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import { readQuestion } from './question.ts'
import { isMessageAllowed, keepsMemoryOut } from './ranking/allowed.ts'
import { queryOf, rareWords, weightsOf, type Query } from './queryOf.ts'
import type { RecallAsk, RecallPorts, SearchOptions } from './recallPorts.ts'
import { wordsOf } from './words.ts'

/** One thing that might fit, with what each source says of it. */
export interface Found {
  readonly id: string
  readonly memory: Memory | null
  readonly message: (Message & { readonly around: string }) | null
  /** Null where the source did not name it. */
  readonly bm25: number | null
  readonly cosine: number | null
}

export interface Gathered {
  readonly query: Query
  readonly found: readonly Found[]
  /** Rarity of each query word by stem. */
  readonly weights: ReadonlyMap<string, number>
  /** Words, numbers and quotations that make a match exact. */
  readonly exact: readonly string[]
  /** The key under which the answer would be kept, where the message asks for one. */
  readonly key: string | null
  readonly problems: string[]
}

const messageLimit = 120
const none: ReadonlySet<string> = new Set()
const memoryLimit = 40
/** What was said weighs more than what stood before it. */
const fieldWeights: [number, number] = [2, 1]

/** Asks every source and reads what they found; a source that fails is named and missed, no more. */
export async function gather(ask: RecallAsk, ports: RecallPorts): Promise<Gathered> {
  const query = queryOf(ask.text)
  const problems: string[] = []
  const tried = async <T>(what: string, work: () => Promise<T> | T, empty: T): Promise<T> => {
    try { return await work() } catch {
      const problem = `${what} did not answer, so this turn goes without it.`
      if (!problems.includes(problem)) problems.push(problem)
      return empty
    }
  }
  const ownIds = ask.ownIds ?? none
  const kinds: SearchOptions[] = [
    { kinds: ['memory'], limit: memoryLimit },
    { kinds: ['message'], limit: messageLimit, ...(ownIds.size > 0 ? {} : { notConversationId: ask.conversationId }) },
  ]
  const words = [...query.words]
  const frequencies = await tried('The word count of the index', () => words.length === 0 ? { total: 0, counts: [] } : ports.documentFrequencies(words), { total: 0, counts: [] })
  const exact = [...new Set([...query.exact, ...rareWords(words, frequencies.counts, frequencies.total)])]
  const bm25 = new Map<string, number>()
  const cosine = new Map<string, number>()
  const kindOf = new Map<string, 'memory' | 'message'>()
  const byWords = async (text: string, options: SearchOptions, counts: boolean) => {
    for (const hit of await tried('The search by words', () => ports.words(text, { ...options, fieldWeights }), [])) {
      kindOf.set(hit.id, hit.kind)
      if (counts) bm25.set(hit.id, hit.bm25)
    }
  }
  const byMeaning = async (vector: Float32Array, options: SearchOptions) => {
    for (const hit of await tried('The search by meaning', () => ports.meaning(vector, options), [])) {
      kindOf.set(hit.id, hit.kind)
      cosine.set(hit.id, hit.cosine)
    }
  }
  await Promise.all(kinds.flatMap((options) => [
    words.length === 0 ? undefined : byWords(words.join(' '), options, true),
    // Asked by themselves, so that ordinary words cannot crowd out a text that shares the one word that matters.
    exact.length === 0 || exact.length === words.length ? undefined : byWords(exact.flatMap(wordsOf).join(' '), options, false),
    ask.vector === null ? undefined : byMeaning(ask.vector, options),
  ]))

  const key = readQuestion(ask.text.slice(0, 2000))?.key ?? null
  if (key !== null && ports.byKey !== undefined) {
    for (const memory of await tried('The store of memories', () => ports.byKey!(key), [])) kindOf.set(memory.id, 'memory')
  }
  const { vector } = ask
  const unjudged = [...kindOf.keys()].filter((id) => !cosine.has(id))
  if (vector !== null && unjudged.length > 0 && ports.vectors !== undefined) {
    const vectors = await tried('The search by meaning', () => ports.vectors!(unjudged), new Map<string, Float32Array>())
    for (const [id, other] of vectors) cosine.set(id, cosineOf(vector, other))
  }
  const of = (kind: 'memory' | 'message') => [...kindOf].filter(([, one]) => one === kind).map(([id]) => id).sort()
  const read = (id: string) => ({ id, bm25: bm25.get(id) ?? null, cosine: cosine.get(id) ?? null })
  const memories = await tried('The store of memories', () => ports.memories(of('memory')), [])
  const messages = await tried('The store of messages', () => ports.messages(of('message')), [])
  return {
    query, exact, key, problems, weights: weightsOf(words, frequencies.counts, frequencies.total),
    found: [
      ...memories.filter((memory) => memory.state === 'active' && keepsMemoryOut(memory, ask) === null).map((memory) => ({ ...read(memory.id), memory, message: null })),
      ...messages.filter((message) => isMessageAllowed(message, ask)).map((message) => ({ ...read(message.id), memory: null, message })),
    ],
  }
}
