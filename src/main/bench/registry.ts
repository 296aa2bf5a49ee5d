import type { BenchArguments } from './benchArguments.ts'

export type { BenchArguments } from './benchArguments.ts'

/** One measured number beside what others reach in the same run. */
export interface Figure {
  readonly ours: number
  readonly baselines: Readonly<Record<string, number>>
  /** What is aimed at; null where nothing is promised. */
  readonly goal: number | null
  readonly better: 'higher' | 'lower'
  readonly unit: string
}

export interface BenchReport {
  readonly bench: string
  readonly figures: Readonly<Record<string, Figure>>
  /** What was measured, in sentences for the reader of the table. */
  readonly notes: readonly string[]
}

/** Every benchmark by name. Each loads only when it runs, because some bring a model or the whole engine. */
export const benches: Readonly<Record<string, (args: BenchArguments) => Promise<BenchReport>>> = {
  recall: async (args) => (await import('./recallBench.ts')).benchRecall(args),
  replay: async (args) => (await import('./replayBench.ts')).benchReplay(args),
  turn: async (args) => (await import('./turnBench.ts')).benchTurn(args),
  prefix: async (args) => (await import('./prefixBench.ts')).benchPrefix(args),
  tokens: async (args) => (await import('./tokensBench.ts')).benchTokens(args),
  start: async (args) => (await import('./startBench.ts')).benchStart(args),
  compress: async (args) => (await import('./compressBench.ts')).benchCompress(args),
  needle: async (args) => (await import('./needleBench.ts')).benchNeedle(args),
  assemble: async (args) => (await import('./assembleBench.ts')).benchAssemble(args),
  extract: async (args) => (await import('./extractBench.ts')).benchExtract(args),
  vectors: async (args) => (await import('./vectors/vectorsBench.ts')).benchVectors(args),
  forget: async (args) => (await import('./forgetBench.ts')).benchForget(args),
  preference: async (args) => (await import('./preferenceBench.ts')).benchPreference(args),
  multilingual: async (args) => (await import('./multilingualBench.ts')).benchMultilingual(args),
  route: async (args) => (await import('./routeBench.ts')).benchRoute(args),
  understand: async (args) => (await import('./understandBench.ts')).benchUnderstand(args),
  faults: async (args) => (await import('./faultsBench.ts')).benchFaults(args),
  cache: async (args) => (await import('./cacheBench.ts')).benchCache(args),
  soak: async (args) => (await import('./soakBench.ts')).benchSoak(args),
  calibrate: async (args) => (await import('./calibrateBench.ts')).benchCalibrate(args),
  intent: async (args) => (await import('./intentBench.ts')).benchIntent(args),
}
