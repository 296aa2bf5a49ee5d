import { fail, type Result } from '../../shared/result.ts'
import { fewestExamples, type OwnIntent } from '../../shared/understanding.ts'
import { wordsOf } from '../understand/intent/textGrams.ts'

/** What there is beside an intent that is to be saved. */
export interface IntentSurroundings {
  /** Names of the other intents: built-in, of packs, and the person's own without this one. */
  readonly names: readonly string[]
  readonly loaders: readonly string[]
}

/**
 * Why an intent cannot be saved, as a failure with what to do next; else the intent with its texts trimmed. An example counts by
 * its words: capitals, signs and spaces make no other one.
 */
export function checkIntent<I extends Omit<OwnIntent, 'id'>>(given: I, { names, loaders }: IntentSurroundings): Result<I> {
  const name = given.name.trim().replace(/\s+/gu, ' ')
  const key = wordsOf(name).join(' ')
  if (key === '') return fail('bad-input', 'The intent has no name.', 'Give it a name of a word or two.')
  if (names.some((one) => wordsOf(one).join(' ') === key)) return fail('not-allowed', `There is an intent called “${name}” already.`, 'Give this one another name.')
  const examples = given.examples.map((one) => one.trim())
  const keys = examples.map((one) => wordsOf(one).join(' '))
  const blank = keys.indexOf('')
  if (blank >= 0) return fail('bad-input', `Example ${blank + 1} has no words.`, 'Write there what you would say, or leave it out.')
  const different = new Set(keys).size
  if (different < fewestExamples) return fail('bad-input', different < keys.length ? `Only ${different} of the examples differ from each other.` : 'There are too few examples.', 'Give at least five examples, each in other words.')
  const again = keys.findIndex((one, at) => keys.indexOf(one) < at)
  if (again >= 0) return fail('bad-input', `Example ${again + 1} says the same as example ${keys.indexOf(keys[again]!) + 1}.`, 'Put one of them in other words, or leave it out.')
  const unknown = given.loaders.find((one) => !loaders.includes(one))
  if (unknown !== undefined) return fail('not-found', `There is no source called “${unknown}”.`, 'Choose from the sources that the list of intents shows.')
  return { ok: true, value: { ...given, name, examples } }
}
