import { fnv1a } from '../../../shared/fnv.ts'

/** The name of a feature or a word in the weights file: 32 bits without a sign, so that they lie there in ascending order. */
export function hashOf(text: string): number {
  return fnv1a(text) >>> 0
}
