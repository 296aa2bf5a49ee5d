import { soak } from './faults/soak.ts'
import type { BenchArguments, BenchReport } from './registry.ts'

/** What a thousand turns leave behind: memory per turn, and handles after the engine is closed. */
export async function benchSoak(args: BenchArguments): Promise<BenchReport> {
  const [turns, warmUp] = [args.number('turns', 1000), args.number('warm-up', 100)]
  const measured = await soak({ turns, warmUp })
  return {
    bench: 'soak',
    figures: {
      heap_mb_per_turn: { ours: measured.heapMbPerTurn, baselines: {}, goal: 0.1, better: 'lower', unit: 'MB' },
      rss_mb_per_turn: { ours: measured.rssMbPerTurn, baselines: {}, goal: 0.1, better: 'lower', unit: 'MB' },
      rss_mb_per_turn_second_half: { ours: measured.lateRssMbPerTurn, baselines: {}, goal: 0.1, better: 'lower', unit: 'MB' },
      handles_left: { ours: measured.handlesLeft.length, baselines: {}, goal: 0, better: 'lower', unit: 'kinds' },
      bad_ends: { ours: measured.badEnds, baselines: {}, goal: 0, better: 'lower', unit: 'turns' },
    },
    notes: [
      `${turns} turns after ${warmUp} that were not counted, in conversations of 20, with a scripted model and everything else real`,
      ...measured.handlesLeft.map((kind) => `left open: ${kind}`),
    ],
  }
}
