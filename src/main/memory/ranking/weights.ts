import type { FeatureName } from './features.ts'

/**
 * Made by `npm run train:ranking`; not to be edited by hand. A linear ranker, trained by listwise softmax with a ridge, half on
 * LongMemEval's first half (MIT) and half on conversations made for it (src/main/bench/train).
 */
export const rankWeights: Readonly<Record<FeatureName, number>> = {
  words: 0.51,
  plain: -0.38,
  window: 1.02,
  session: 0.71,
  covered: 0.03,
  pairs: 0.5,
  told: 0.89,
  asked: -1.84,
  meaning: 0.5,
  meaningRaw: 0.94,
  around: 1.39,
  aroundRaw: 2.4,
  content: 0.02,
  contentRaw: 0.2,
  adapted: 0.22,
  spoken: 0.82,
  spokenSure: 0.36,
  mentions: -0.52,
  length: 1.06,
  short: -0.59,
  asks: -0.23,
  tells: 0.14,
  time: 0.72,
  number: 1.02,
  name: -0.12,
  first: 0.43,
  afterQuestion: 0.47,
  opening: 1.02,
  inTime: 1.24,
  assistant: 0,
}
