import { brokenAccounts, countRequestsInDay } from './faults/oneDay.ts'
import { localAnswer, openFaultyEngine, type FaultyEngine, type FaultyTurn } from './faults/faultyEngine.ts'
import { answerWords, faultNames, midwayFaults, type Fault } from './faults/faultyServer.ts'
import { judgeEnd, type EndJudgement } from './faults/judgeEnd.ts'
import { sideBySide } from './faults/sideBySide.ts'
import { percentile } from './percentile.ts'
import type { BenchArguments, BenchReport } from './registry.ts'

const lastPosition = 50
/** The longest that a person should look at nothing. */
const reactionGoalMs = 2000

interface Ended { readonly fault: Fault; readonly judgement: EndJudgement; readonly turn: FaultyTurn }

/**
 * A whole engine with providers that fail in twelve ways, turn after turn: how every turn ends, what stands twice in an answer, how
 * soon the window has something to show, and how many requests a broken account gets in a day of scripted time.
 */
export async function benchFaults(args: BenchArguments): Promise<BenchReport> {
  const turns = args.number('turns', 100)
  const ours = await measure('guarded', turns)
  const naive = await measure('naive', Math.max(2, Math.round(turns / 20) * 2))
  const days = await Promise.all(brokenAccounts.map(countRequestsInDay))
  const share = (all: readonly Ended[]) => all.filter((one) => one.judgement.isWell).length / all.length
  const wrongWords = (all: readonly Ended[]) => all.reduce((sum, one) => sum + one.judgement.wrongWords, 0)
  const reaction = (all: readonly Ended[]) => percentile(all.map((one) => one.turn.firstReactionMs), 95)
  const worst = (of: (counts: (typeof days)[number]) => number) => Math.max(...days.map(of))
  return {
    bench: 'faults',
    figures: {
      ended_well: { ours: share(ours.battery), baselines: { naive_retry: share(naive.battery) }, goal: 1, better: 'higher', unit: 'share' },
      duplicated_tokens: { ours: wrongWords([...ours.battery, ...ours.positions]), baselines: { naive_retry: wrongWords([...naive.battery, ...naive.positions]) }, goal: 0, better: 'lower', unit: 'words' },
      requests_in_24h: { ours: worst((day) => day.guarded), baselines: { naive_retry: worst((day) => day.naive) }, goal: 288, better: 'lower', unit: 'requests' },
      first_reaction_ms: { ours: reaction(ours.battery), baselines: { naive_retry: reaction(naive.battery) }, goal: reactionGoalMs, better: 'lower', unit: 'ms' },
      requests_per_turn: { ours: ours.requests / ours.battery.length, baselines: { naive_retry: naive.requests / naive.battery.length }, goal: null, better: 'lower', unit: 'requests' },
    },
    notes: [
      ...faultNames.map((fault) => `${fault}: ${describe(ours.battery, fault)}; naive ${describe(naive.battery, fault)}`),
      `${turns} turns of each of ${faultNames.length} faults (a tenth as many for the naive loop, which runs inside the guard that every engine has, so its limits hold there too), half of them with a fallback to this computer allowed; before every second one the breaker is closed by hand, so that it meets its fault`,
      `${midwayFaults.length} faults at each word from 0 to ${lastPosition} of an answer of ${answerWords.length}: ${ours.positions.length} turns`,
      'first reaction: from sending until the first stage or word is told to the window, 95th percentile',
    ],
  }
}

async function measure(way: 'guarded' | 'naive', turns: number): Promise<{ battery: Ended[]; positions: Ended[]; requests: number }> {
  const engine = await openFaultyEngine(way)
  try {
    // Not counted: the first turn loads what every turn needs.
    await engine.say('none', 0)
    const begun = engine.server.requests()
    const battery: Ended[] = []
    for (const isFallbackAllowed of [false, true]) {
      await engine.allowFallback(isFallbackAllowed)
      const asked = faultNames.flatMap((fault) => Array.from({ length: turns / 2 }, (_, at) => ({ fault, after: at % (lastPosition + 1), isFallbackAllowed, isFresh: at % 2 === 0 })))
      battery.push(...await sayAll(engine, asked))
    }
    const requests = engine.server.requests() - begun
    await engine.allowFallback(false)
    const positions = await sayAll(engine, midwayFaults.flatMap((fault) => Array.from({ length: lastPosition + 1 }, (_, after) => ({ fault, after, isFallbackAllowed: false, isFresh: true }))))
    return { battery, positions, requests }
  } finally {
    await engine.close()
  }
}

interface Asked { readonly fault: Fault; readonly after: number; readonly isFallbackAllowed: boolean; readonly isFresh: boolean }

function sayAll(engine: FaultyEngine, asked: readonly Asked[]): Promise<Ended[]> {
  return sideBySide(asked, async ({ fault, after, isFallbackAllowed, isFresh }) => {
    if (isFresh) await engine.tryNow(fault)
    const turn = await engine.say(fault, after)
    return { fault, turn, judgement: judgeEnd(turn, [localAnswer], isFallbackAllowed) }
  })
}

function describe(ended: readonly Ended[], fault: Fault): string {
  const mine = ended.filter((one) => one.fault === fault)
  const ends = [...new Set(mine.map((one) => one.judgement.how))].map((how) => `${mine.filter((one) => one.judgement.how === how).length} ${how}`)
  const badly = mine.filter((one) => !one.judgement.isWell).length
  return `${ends.join(', ')}${badly === 0 ? '' : `, ${badly} of them not as promised`}`
}
