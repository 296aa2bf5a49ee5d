import { setImmediate as nextTick } from 'node:timers/promises'
import type { CacheFigures } from '../../cache/byteCache.ts'
import type { ChatMessage, TokenCounter } from '../ports.ts'
import { CountCache } from './countCache.ts'
import { countTokens } from './countTokens.ts'
import { estimateTokens } from './estimateTokens.ts'
import { loadRankTable, type Encoding } from './rankTable.ts'

const o200k = /^(chatgpt-4o|gpt-4o|gpt-4\.1|gpt-4\.5|gpt-5|o1|o3|o4)($|[-.:@])/
const cl100k = /^(gpt-4|gpt-3\.5|gpt-35|text-embedding-3|text-embedding-ada-002)($|[-.:@])/
const rememberedBytes = 2 * 1024 * 1024
/** Characters that are estimated in one go: a long text leaves the event loop free in between. */
const stretch = 200_000

const counters = new Map<Encoding | 'estimate', TokenCounter>()
const caches: CountCache[] = []

/**
 * The counter that fits a cloud model by its name: exact for the OpenAI families whose vocabulary is public, else an
 * estimate that says so. A prefix such as "openai/" is looked through.
 * @param margin what estimates are multiplied by, from `learnMargin`; exact counts take no notice of it
 */
export function counterFor(modelName: string, margin = 1): TokenCounter {
  const encoding = encodingFor(modelName) ?? 'estimate'
  const known = counters.get(encoding)
  const counter = known ?? (encoding === 'estimate' ? estimatingCounter() : exactCounter(encoding))
  if (known === undefined) counters.set(encoding, counter)
  return counter.exact || margin === 1 ? counter : widened(counter, margin)
}

/** How the counts that are remembered stand, counter by counter. */
export function countFigures(): CacheFigures[] {
  return caches.map((cache) => cache.figures())
}

/** Rounded up for each text, so that a sum of pieces never lies below the whole. */
function widened(counter: TokenCounter, margin: number): TokenCounter {
  return {
    name: counter.name, exact: false,
    count: async (texts) => (await counter.count(texts)).map((count) => Math.ceil(count * margin)),
    countChat: async (messages) => Math.ceil(await counter.countChat(messages) * margin),
  }
}

/** The vocabulary of a model by its name, or null where it is not public. */
export function encodingFor(modelName: string): Encoding | null {
  const name = modelName.toLowerCase().split('/').at(-1)!
  if (o200k.test(name)) return 'o200k_base'
  return cl100k.test(name) ? 'cl100k_base' : null
}

// Each message is wrapped in three tokens and a role, and three open the answer (OpenAI's published counting rule).
const exactCounter = (encoding: Encoding) => makeCounter(encoding, true, 4, 3, async (text) => countTokens(text, await loadRankTable(encoding)))

// Wrappings that are not published are taken as twice the known ones.
const estimatingCounter = () => makeCounter('estimate', false, 8, 8, async (text) => {
  let sum = 0
  for (let at = 0; at < text.length; at += stretch) {
    if (at > 0) await nextTick()
    sum += estimateTokens(text.length <= stretch ? text : text.slice(at, at + stretch))
  }
  return sum
})

function makeCounter(name: string, exact: boolean, perMessage: number, perChat: number, measure: (text: string) => Promise<number>): TokenCounter {
  const cache = new CountCache(rememberedBytes)
  caches.push(cache)
  const count = async (texts: readonly string[]) => {
    const counts: number[] = []
    for (const text of texts) counts.push(await cache.count(text, measure))
    return counts
  }
  const countChat = async (messages: readonly ChatMessage[]) => {
    const counts = await count(messages.map((one) => one.text))
    return counts.reduce((sum, one) => sum + one + perMessage, perChat)
  }
  return { name, exact, count, countChat }
}
