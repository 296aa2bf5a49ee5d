import type { FeatureName } from './features.ts'

/**
 * Made by `npm run train:ranking`; not to be edited by hand. A linear ranker, trained by listwise softmax with a ridge of 0.4,
 * half on LongMemEval's first half (MIT) and half on talks made for it (bench/train). On questions left out of the fit:
 * 209 questions over chats: turn recall@10 0.941; 1010 over talks: 0.800.
 */
export const rankWeights: Readonly<Record<FeatureName, number>> = {
  words: 0.75,
  plain: -0.305,
  window: 0.876,
  session: 0.764,
  covered: 0.067,
  pairs: 0.485,
  told: 0.844,
  asked: -1.875,
  meaning: 0.5,
  meaningRaw: 0.923,
  around: 1.373,
  aroundRaw: 2.334,
  content: 0.039,
  contentRaw: 0.212,
  adapted: 0.136,
  spoken: 0.735,
  spokenSure: 0.33,
  mentions: -0.555,
  length: 1.025,
  short: -0.577,
  asks: -0.202,
  tells: 0.141,
  time: 0.701,
  number: 0.986,
  name: -0.11,
  first: 0.436,
  afterQuestion: 0.448,
  opening: 1.029,
  inTime: 1.137,
  assistant: 0,
}
