import type { FeatureName } from './features.ts'

/**
 * Made by `npm run train:ranking`; not to be edited by hand. A linear ranker, trained by listwise softmax with a ridge, half on
 * LongMemEval's first half (MIT) and half on conversations made for it (src/main/bench/train).
 */
export const rankWeights: Readonly<Record<FeatureName, number>> = {
  words: 0.264,
  plain: -0.125,
  window: 0.449,
  session: 0.156,
  covered: 0.522,
  pairs: 0.534,
  meaning: 0.419,
  meaningRaw: 0.625,
  around: 1.286,
  aroundRaw: 2.008,
  content: -0.097,
  contentRaw: -0.345,
  adapted: 0.091,
  spoken: 0.948,
  spokenSure: 0.586,
  mentions: -0.537,
  before: -0.043,
  after: -0.156,
  talk: 0.236,
  talkBest: 0.239,
  expanded: 1.449,
  like: 0.315,
  likeBest: -0.131,
  length: 1.276,
  short: -0.668,
  asks: -0.389,
  time: 0.84,
  number: 1.17,
  name: -0.052,
  first: 0.559,
  afterQuestion: 0.48,
  opening: 1.202,
  inTime: 1.453,
  assistant: 0,
}
