import { termsOf } from './terms.ts'

/** Words with which people ask, whatever they ask about. */
const asking = new Set(('what why how who whom whose when where which do does did is are was were be been has have had can could would should shall will the a an and of to in on at as from about with for by that this these those their his her its my our your me us i you we he she it they'
  + ' summarize summarise summary discuss discussed discussing discussion discussions talk talked talking tell say said says think thought thoughts opinion opinions group team meeting meetings participants participant member members put forward suggest suggested suggestion conclusion explain describe regarding concerning during while please give list find show').split(' '))

/**
 * What a question is about: its text without words of asking and without the speakers that it names; the whole text where
 * nothing is left. And the speakers, by their whole name or, for people, their last one.
 */
export function readQuery(query: string, speakers: readonly string[]): { topic: string; terms: string[]; speakers: ReadonlySet<string> } {
  const plain = ` ${query.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `
  const named = new Set(speakers.filter((speaker) => {
    const words = speaker.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim().split(' ')
    return words[0] !== '' && (plain.includes(` ${words.join(' ')} `) || words.length > 1 && words.at(-1)!.length > 4 && plain.includes(` ${words.at(-1)!} `))
  }))
  const away = new Set([...named].flatMap((speaker) => speaker.toLowerCase().split(/[^\p{L}\p{N}]+/u)))
  const words = query.split(/[^\p{L}\p{N}'’_./-]+/u).map((word) => word.replace(/^[.'’/-]+|[.'’/-]+$|[’']s$/gu, '')).filter((word) => word !== '' && !asking.has(word.toLowerCase()) && !away.has(word.toLowerCase()))
  const topic = words.length === 0 ? query : words.join(' ')
  return { topic, terms: [...new Set(termsOf(topic))], speakers: named }
}
