import { hashOf } from './hashOf.ts'
import type { Token } from './tokens.ts'
import type { WordClusters } from './wordClusters.ts'
import { classOf } from './wordClasses.ts'

/** Words far away in a message tell little of a token, and cost time. */
const neighbourhood = 12

/**
 * What is seen of each token, as hashes of 32 bits: the words around it, its beginning and end, its group, its cluster by
 * meaning, and which words the message has beside it.
 */
export function featuresOf(tokens: readonly Token[], clusters: WordClusters): Uint32Array[] {
  const words = tokens.map(({ word }) => word)
  const classes = words.map((word) => classOf(word) ?? '-')
  const coarse = words.map((word) => clusters.of(word, 'coarse'))
  const fine = words.map((word) => clusters.of(word, 'fine'))
  const at = (list: readonly string[], place: number) => list[place] ?? (place < 0 ? '<' : '>')
  return words.map((word, place) => {
    const found: string[] = ['bias']
    const add = (name: string, first: string, second = '', third = '') => found.push(`${name}:${first}${second === '' ? '' : ` ${second}`}${third === '' ? '' : ` ${third}`}`)
    for (const shift of [-2, -1, 0, 1, 2]) {
      add(`w${shift}`, at(words, place + shift))
      add(`k${shift}`, at(classes, place + shift))
      add(`f${shift}`, at(fine, place + shift))
      add(`c${shift}`, at(coarse, place + shift))
    }
    add('w-1,0', at(words, place - 1), word)
    add('w0,1', word, at(words, place + 1))
    add('w-2,-1', at(words, place - 2), at(words, place - 1))
    add('w1,2', at(words, place + 1), at(words, place + 2))
    add('w-1,1', at(words, place - 1), at(words, place + 1))
    add('k-1,0', at(classes, place - 1), at(classes, place))
    add('k0,1', at(classes, place), at(classes, place + 1))
    add('k-1,0,1', at(classes, place - 1), at(classes, place), at(classes, place + 1))
    add('c-1,0', at(coarse, place - 1), at(coarse, place))
    add('c0,1', at(coarse, place), at(coarse, place + 1))
    add('w-1,c0', at(words, place - 1), at(coarse, place))
    add('c0,w1', at(coarse, place), at(words, place + 1))
    add('w-2,-1,c0', at(words, place - 2), at(words, place - 1), at(coarse, place))
    for (const length of [2, 3, 4]) {
      if (word.length <= length) continue
      add(`p${length}`, word.slice(0, length))
      add(`s${length}`, word.slice(-length))
    }
    for (let other = Math.max(0, place - neighbourhood); other < Math.min(words.length, place + neighbourhood); other++) {
      if (other === place) continue
      add('in', words[other]!)
      add('in,c0', words[other]!, coarse[place]!)
    }
    return Uint32Array.from(new Set(found.map(hashOf)))
  })
}
