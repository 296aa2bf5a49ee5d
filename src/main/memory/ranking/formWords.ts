import { baseOf } from './stems.ts'

/** Words that say how somebody asks, and little of what about: "can you suggest some …", "how many different kinds of …". */
const words = `suggest suggestion suggestions recommend recommendation recommendations advice advise tip tips idea ideas help helpful please remind mention mentioned discuss discussed conversation chat earlier previous previously
think thinking thought wonder wondering curious looking trying want wanted need like know tell told say said give any some
many much total number amount count different type types kind kinds sort sorts various order earliest latest several
day days week weeks month months year years hour hours minute minutes time times ago past last recent recently lately current currently today now before after since during spend spent
first second third most least best good great interesting participate participated attend attended happen happened`
let stems: ReadonlySet<string> | null = null

/** Whether a stem is of such a word. It still counts, but for little. */
export function isFormWord(stem: string): boolean {
  stems ??= new Set(words.split(/\s+/).map(baseOf))
  return stems.has(stem)
}

/** What such a word counts beside others. */
export const formShare = 0.35
