import type { RecallPorts } from '../recallPorts.ts'
import { isEmptyWord } from '../words.ts'
import { isFormWord } from './formWords.ts'
import type { Reading } from './reading.ts'
import { baseOf } from './stems.ts'

/** A question as unit vectors. */
export interface AskedVectors {
  /** As it stands, completed where it pointed back. */
  readonly plain: Float32Array
  /** As if the one who is asked about had asked it: "When did I paint the fence?". */
  readonly asSaid: Float32Array
  /** Its telling words alone, without the names of speakers. */
  readonly content: Float32Array
}

/**
 * Names pull a vector to wherever a name stands, while who speaks seldom says their own name: so in the question the names of
 * speakers become "I" and "my". On talks between people this doubles what meaning alone finds.
 * @param vector of the question as it was asked
 * @param speakers names of those who spoke in what the words found
 */
export async function askedVectors(reading: Reading, vector: Float32Array, speakers: readonly string[], embed: RecallPorts['embed']): Promise<AskedVectors> {
  if (embed === undefined) return { plain: vector, asSaid: vector, content: vector }
  const asSaid = withoutNames(reading.text, speakers)
  const named = new Set(speakers.flatMap((speaker) => speaker.toLowerCase().split(/\s+/)))
  const telling = reading.query.words.filter((word) => !named.has(word))
  const content = telling.filter((word) => !isFormWord(baseOf(word))).join(' ') || telling.join(' ') || asSaid
  const wanted = [...new Set([...(reading.completed === null ? [] : [reading.text]), ...(asSaid === reading.text ? [] : [asSaid]), content])].filter((text) => text !== '')
  const made = wanted.length === 0 ? [] : await embed(wanted)
  const vectorOf = (text: string) => made[wanted.indexOf(text)] ?? vector
  return { plain: reading.completed === null ? vector : vectorOf(reading.text), asSaid: vectorOf(asSaid), content: vectorOf(content) }
}

function withoutNames(text: string, speakers: readonly string[]): string {
  const names = [...new Set(speakers.flatMap((speaker) => [speaker, ...speaker.split(/\s+/)]))].filter((name) => name.length > 1 && !isEmptyWord(name.toLowerCase()))
  let said = text
  for (const name of names.sort((a, b) => b.length - a.length || (a < b ? -1 : 1))) {
    const plain = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    said = said.replace(new RegExp(`(?<![\\p{L}])${plain}['’]s?(?![\\p{L}])`, 'giu'), 'my').replace(new RegExp(`(?<![\\p{L}])${plain}(?![\\p{L}])`, 'giu'), 'I')
  }
  return said
}
