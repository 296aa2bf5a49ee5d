import { join } from 'node:path'
import type { Message } from '../../shared/message.ts'
import { defaultStrategy } from '../../shared/names.ts'
import type { BudgetPlan } from '../../shared/strategy.ts'
import { assemble } from '../context/assemble.ts'
import { coreText } from '../context/coreText.ts'
import { countPieces } from '../context/countPieces.ts'
import { recall } from '../memory/recall.ts'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import type { ChatMessage, Embedder, TokenCounter } from '../models/ports.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { counterFor } from '../models/tokens/counterFor.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { gatherPieces } from '../turn/gatherPieces.ts'
import { holdBackTalk } from '../turn/holdBack.ts'
import { recallPorts } from '../turn/recallPorts.ts'
import { selectRecalled } from '../turn/selectRecalled.ts'
import { unwrap } from './askEngine.ts'
import { readTalks, type Talk } from './locomoData.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import { openTalk, placeOf } from './talkStore.ts'

const budgets = [1000, 2000, 4000] as const
type Budget = (typeof budgets)[number]
const goals: Readonly<Record<Budget, number | null>> = { 1000: null, 2000: 0.85, 4000: null }
/** The model that is counted for: the window holds every talk whole, and its vocabulary is public (cl100k). */
const modelName = 'gpt-4-turbo'
const window = 128_000
/** Kept for the answer beside the prompt's budget. */
const reserve = 500
/** As a person would set it who asks about long talks: more candidates than the default, everything else as it is. */
const retrieval = { ...defaultStrategy.retrieval, limit: 120 }
/** Per million tokens, as for a large cloud model of the family that is counted for, and an answer of the usual length. */
const price = { input: 10, output: 30 }
const answerTokens = 150
/** What a small model on a plain processor reads in a second. */
const readPerSecond = 160
const lastTurns = 15

/** One way of asking: tokens of the prompt, and the share of the evidence in it. */
interface Asked { readonly tokens: number; readonly evidence: number }
interface Replay { readonly full: Asked; readonly last: Asked; readonly lastWithin: Readonly<Record<Budget, number>>; readonly ours: Readonly<Record<Budget, Asked>> }

/**
 * Each question about a long talk is asked in a new chat after the talk has ended, in three ways: with the whole talk, with its
 * last 15 turns, and with what Casement recalls, selects and assembles within a budget for the whole prompt. No model answers.
 */
export async function benchReplay(args: BenchArguments): Promise<BenchReport> {
  const talks = readTalks(args.text('data'), 'replay').slice(0, args.number('limit', Infinity))
  const scope = new Scope()
  try {
    const process = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
    const embedder = openEmbedder({ process, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') })
    const counter = counterFor(modelName)
    const replays: Replay[] = []
    for (const talk of talks) replays.push(...await replayTalk(talk, embedder, counter))
    return report(talks.length, replays)
  } finally {
    await scope.close()
  }
}

async function replayTalk(talk: Talk, embedder: Embedder, counter: TokenCounter): Promise<Replay[]> {
  const { db, index, close } = await openTalk(talk, embedder)
  try {
    const messages = chatOf(talk)
    const questions = await embedder.embed(talk.questions.map((question) => question.text))
    const replays: Replay[] = []
    for (const [at, question] of talk.questions.entries()) {
      const ask: ChatMessage = { role: 'user', text: question.text }
      const system: ChatMessage = { role: 'system', text: coreText() }
      const evidence = (places: ReadonlySet<number>) => question.gold.filter((place) => places.has(place)).length / question.gold.length
      const newest = await newestWithin(messages, system, ask, counter)
      const now = talk.turns.at(-1)!.at + 60_000
      const userMessage = messageOf(question.text, now)
      const { found } = await recall({ text: question.text, vector: questions[at]!, conversationId: userMessage.conversationId, now, understanding: null, limit: retrieval.limit }, recallPorts(db, index))
      const { kept } = holdBackTalk(gatherPieces({ userMessage, earlier: [], epoch: null, pinned: [], recalled: found, loaded: [], pinnedPieces: new Set() }), question.text)
      const selected = await selectRecalled({ pieces: kept, question: question.text, questionVector: questions[at]!, retrieval, switchedOff: new Set() }, db, index)
      const pieces = await countPieces(selected.kept, (texts) => counter.count(texts))
      const ours = Object.fromEntries(await Promise.all(budgets.map(async (budget) => {
        const context = unwrap(await assemble({
          pieces, window, plan: planFor(budget), counter, notes: { place: 'before', limit: null, plain: false }, order: defaultStrategy.order,
          previousPrompt: null, destinationCeiling: 'personal', time: null, trustedTokens: null,
        }))
        if (context.used > budget) throw new Error(`${context.used} tokens are above the budget of ${budget}`)
        // Of a note that was shortened nobody knows whether the evidence is still in it.
        const inside = context.pieces.filter((piece) => piece.region === 'memories' && piece.outcome === 'in').map((piece) => placeOf(piece.id))
        return [budget, { tokens: context.used, evidence: evidence(new Set(inside)) }] as const
      }))) as Record<Budget, Asked>
      const last = messages.slice(-lastTurns)
      replays.push({
        full: { tokens: await counter.countChat([system, ...messages, ask]), evidence: evidence(new Set(messages.keys())) },
        last: { tokens: await counter.countChat([system, ...last, ask]), evidence: evidence(placesFrom(messages.length, last.length)) },
        lastWithin: Object.fromEntries(budgets.map((budget) => [budget, evidence(placesFrom(messages.length, Math.min(lastTurns, newest[budget])))])) as Record<Budget, number>,
        ours,
      })
    }
    return replays
  } finally {
    await close()
  }
}

/** The whole prompt, rules and question included, in so many tokens; without a talk of its own, notes get all that is left. */
function planFor(budget: Budget): BudgetPlan {
  return { preset: 'casement', total: budget + reserve, reserve, regions: {} }
}

/** The talk as messages, each session opened by its day, so that a question for the time can be answered. */
function chatOf(talk: Talk): ChatMessage[] {
  const first = talk.turns[0]?.speaker
  return talk.turns.map((turn, at) => {
    const opens = talk.turns[at - 1]?.session !== turn.session
    const day = opens ? `(${new Date(turn.at).toISOString().slice(0, 10)}) ` : ''
    return { role: turn.speaker === first ? 'user' : 'assistant', text: `${day}${turn.speaker}: ${turn.text}` }
  })
}

/** How many of the newest turns fit into each budget. */
async function newestWithin(messages: readonly ChatMessage[], system: ChatMessage, ask: ChatMessage, counter: TokenCounter): Promise<Record<Budget, number>> {
  const frame = await counter.countChat([system, ask])
  const costs = await Promise.all(messages.slice(-lastTurns).map(async (one) => await counter.countChat([one]) - await counter.countChat([])))
  return Object.fromEntries(budgets.map((budget) => {
    let used = frame
    let fitting = 0
    for (const cost of costs.toReversed()) {
      used += cost
      if (used > budget) break
      fitting++
    }
    return [budget, fitting]
  })) as Record<Budget, number>
}

const placesFrom = (length: number, count: number) => new Set(Array.from({ length: count }, (_, at) => length - 1 - at))

function messageOf(text: string, createdAt: number): Message {
  return { id: 'm_question', conversationId: 'c_question', parentId: null, role: 'user', text, createdAt, status: 'done', turnId: null, label: 'open', trust: 'user', speaker: null, note: null }
}

function report(talks: number, replays: readonly Replay[]): BenchReport {
  const mean = (values: readonly number[]) => values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length
  const of = (pick: (replay: Replay) => number) => mean(replays.map(pick))
  const full = of((one) => one.full.tokens)
  const last = of((one) => one.last.tokens)
  const ours = of((one) => one.ours[2000].tokens)
  const cost = (tokens: number) => (tokens * price.input + answerTokens * price.output) / 1e6
  const evidence = Object.fromEntries(budgets.map((budget): [string, Figure] => [`evidence_in_${budget}_tokens`, {
    ours: of((one) => one.ours[budget].evidence), goal: goals[budget], better: 'higher', unit: 'share',
    baselines: { last_15: of((one) => one.lastWithin[budget]), full_history: of((one) => one.full.evidence) },
  }]))
  const seconds = (tokens: number) => `${(tokens / readPerSecond).toFixed(1)} s`
  return {
    bench: 'replay',
    figures: {
      token_ratio: { ours: full / ours, baselines: { last_15: full / last, full_history: 1 }, goal: 10, better: 'higher', unit: 'times' },
      ...evidence,
      cost_ratio: { ours: cost(full) / cost(ours), baselines: { last_15: cost(full) / cost(last), full_history: 1 }, goal: null, better: 'higher', unit: 'times' },
    },
    notes: [
      `${talks} talks, ${replays.length} questions, each asked in a new chat after the talk; the budget is the whole prompt, rules and question included, counted with cl100k.`,
      `Input tokens a question: full history ${full.toFixed(0)}, last ${lastTurns} turns ${last.toFixed(0)}, ours ${budgets.map((budget) => `${of((one) => one.ours[budget].tokens).toFixed(0)} of ${budget}`).join(', ')}.`,
      `Evidence in the last ${lastTurns} turns without a budget: ${of((one) => one.last.evidence).toFixed(3)}; full history needs its ${full.toFixed(0)} tokens for 1.`,
      `Cost a question at ${price.input} a million tokens in and ${price.output} out, ${answerTokens} tokens of answer, nothing cached: full history ${cost(full).toFixed(4)}, last ${lastTurns} ${cost(last).toFixed(4)}, ours at 2,000 ${cost(ours).toFixed(4)}.`,
      `First token at ${readPerSecond} tokens/s read anew: full history ${seconds(full)}, last ${lastTurns} ${seconds(last)}, ours ${budgets.map((budget) => `${seconds(of((one) => one.ours[budget].tokens))} at ${budget}`).join(', ')}.`,
      `Ours: preset “casement” with a total of budget + ${reserve} and a reserve of ${reserve}; without a talk of its own all that is left goes to notes. Retrieval: ${retrieval.limit} candidates, threshold ${retrieval.threshold}, redundancy ${retrieval.redundancy}.`,
    ],
  }
}
