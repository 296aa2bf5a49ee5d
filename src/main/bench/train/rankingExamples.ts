import { gather } from '../../memory/gather.ts'
import { featureNames, readFeatures } from '../../memory/ranking/features.ts'
import type { RecallAsk } from '../../memory/recall.ts'
import type { Embedder } from '../../models/ports.ts'
import { recallPorts } from '../../turn/recallPorts.ts'
import { readHaystacks } from '../longmemevalData.ts'
import type { BenchStore } from '../benchStore.ts'
import { openTalk, openTurns, placeOf } from '../talkStore.ts'
import type { Example } from './fitRanking.ts'
import { makeTalks } from './makeTalks.ts'

const talkSeed = 7
const talkCount = 12
/** Wordings of one question are alike: this many of the made questions are enough. */
const everyNth = 3

/** Questions of made talks between two people, through the real store, index and candidates of recall. */
export async function madeExamples(embedder: Embedder): Promise<Example[]> {
  const examples: Example[] = []
  let asked = 0
  for (const talk of makeTalks(talkSeed, talkCount)) {
    const store = await openTalk(talk, embedder)
    try {
      for (const question of talk.questions) {
        if (asked++ % everyNth === 0) examples.push(await exampleOf(store, embedder, { text: question.text, now: talk.turns.at(-1)!.at }, new Set(question.gold)))
      }
    } finally {
      await store.close()
    }
  }
  return weighed(examples)
}

/** Answerable questions of LongMemEval, each over its own store. */
export async function haystackExamples(folder: string | null, embedder: Embedder): Promise<Example[]> {
  const examples: Example[] = []
  for (const haystack of readHaystacks(folder)) {
    if (haystack.isUnanswerable || haystack.gold.length === 0) continue
    const store = await openTurns(haystack.turns, embedder)
    try {
      examples.push(await exampleOf(store, embedder, { text: haystack.text, now: haystack.at }, new Set(haystack.gold)))
    } finally {
      await store.close()
    }
  }
  return weighed(examples)
}

async function exampleOf({ db, index }: BenchStore, embedder: Embedder, ask: Pick<RecallAsk, 'text' | 'now'>, gold: ReadonlySet<number>): Promise<Example> {
  const [vector] = await embedder.embed([ask.text]) as [Float32Array]
  const gathered = await gather({ ...ask, vector, conversationId: 'c_question', understanding: null, limit: 1 }, recallPorts(db, index, (texts) => embedder.embed(texts)))
  const features = readFeatures(gathered)
  return { rows: gathered.found.map((_, at) => Float64Array.from(featureNames, (name) => features[name][at]!)), gold: gathered.found.map((one) => gold.has(placeOf(one.id))), needed: gold.size, weight: 1 }
}

/** Both kinds of talk count the same, however many questions there are of each. */
function weighed(examples: readonly Example[]): Example[] {
  return examples.map((example) => ({ ...example, weight: 1 / examples.length }))
}
