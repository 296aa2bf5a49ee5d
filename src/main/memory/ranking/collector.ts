import type { Memory } from '../../../shared/memory.ts'
import type { Message } from '../../../shared/message.ts'
import type { MeaningFound, RecallAsk, RecallPorts, SearchOptions } from '../recallPorts.ts'
import { isMessageAllowed, keepsMemoryOut } from './allowed.ts'

export type FoundMessage = Message & { readonly around: string }
/** How well the words of a whole session fit. */
export interface SessionFound { readonly conversationId: string; readonly from: number; readonly until: number; readonly bm25: number }

/** What was said weighs more than what stood before it. */
const fieldWeights: [number, number] = [2, 1]

/** Gathers what the sources name, each thing once, and only what may come back. A source that fails is named and missed, no more. */
export function createCollector(ask: RecallAsk, ports: RecallPorts) {
  const problems: string[] = []
  const named = new Map<string, 'memory' | 'message'>()
  const memories = new Map<string, Memory>()
  const messages = new Map<string, FoundMessage>()
  const vectors = new Map<string, Float32Array>()
  const sessions = new Map<string, SessionFound>()
  const indexed = new Map<string, number>()

  const tried = async <T>(what: string, work: () => Promise<T> | T, empty: T): Promise<T> => {
    try { return await work() } catch {
      const problem = `${what} did not answer, so this turn goes without it.`
      if (!problems.includes(problem)) problems.push(problem)
      return empty
    }
  }
  const addMemories = (some: readonly Memory[]) => { for (const memory of some) if (keepsMemoryOut(memory, ask) === null) memories.set(memory.id, memory) }
  const addMessages = (some: readonly FoundMessage[]) => { for (const message of some) if (isMessageAllowed(message, ask)) messages.set(message.id, message) }
  const missing = (kind: 'memory' | 'message', known: ReadonlyMap<string, unknown>) => [...named].flatMap(([id, one]) => (one === kind && !known.has(id) ? [id] : [])).sort()

  return {
    problems, memories, messages, vectors, sessions, tried,
    /** How well each text's words fit by the index itself, 0 to 1, by the best of its search. */
    indexed,
    /** @returns the ids that were found, best first */
    async words(text: string, options: SearchOptions): Promise<string[]> {
      const hits = await tried('The search by words', () => ports.words(text, { ...options, fieldWeights }), [])
      const most = hits.reduce((best, hit) => Math.max(best, hit.bm25), 0)
      for (const hit of hits) {
        if (most > 0) indexed.set(hit.id, Math.max(indexed.get(hit.id) ?? 0, hit.bm25 / most))
        if (hit.kind !== 'session') named.set(hit.id, hit.kind)
        else if (hit.conversationId !== null) sessions.set(hit.id, { conversationId: hit.conversationId, from: hit.at, until: hit.until ?? hit.at, bm25: hit.bm25 })
      }
      return hits.toSorted((a, b) => b.bm25 - a.bm25 || (a.id < b.id ? -1 : 1)).map((hit) => hit.id)
    },
    /** @returns the ids that were found, best first */
    async meaning(search: () => Promise<readonly MeaningFound[]>): Promise<string[]> {
      const hits = await tried('The search by meaning', search, [])
      for (const hit of hits) if (hit.kind !== 'session') named.set(hit.id, hit.kind)
      return hits.toSorted((a, b) => b.cosine - a.cosine || (a.id < b.id ? -1 : 1)).map((hit) => hit.id)
    },
    async memoriesBy(work: () => Memory[]): Promise<void> { addMemories(await tried('The store of memories', work, [])) },
    /** Reads what was named since the last time. */
    async load(): Promise<void> {
      const wanted = { memories: missing('memory', memories), messages: missing('message', messages) }
      if (wanted.memories.length > 0) addMemories(await tried('The store of memories', () => ports.memories(wanted.memories), []))
      if (wanted.messages.length > 0) addMessages(await tried('The store of messages', () => ports.messages(wanted.messages), []))
    },
    async loadAround(ids: readonly string[], reach: number): Promise<void> {
      if (ports.neighbours !== undefined && ids.length > 0) addMessages(await tried('The store of messages', () => ports.neighbours!([...ids], reach), []))
    },
    async loadVectors(): Promise<void> {
      const wanted = [...memories.keys(), ...messages.keys()].filter((id) => !vectors.has(id)).sort()
      if (ports.vectors === undefined || wanted.length === 0) return
      for (const [id, vector] of await tried('The search by meaning', () => ports.vectors!(wanted), new Map<string, Float32Array>())) vectors.set(id, vector)
    },
  }
}

export type Collector = ReturnType<typeof createCollector>
