import { languageOf } from '../language.ts'
import { wordsOf } from './textGrams.ts'

/** Short English words of requests and small talk that are no words of German, French, Spanish, Italian, Portuguese or Dutch in common use. */
const plainWords = new Set((
  'the my your what whats how where when why who which are do does did can could would should please need want like know think tell show give make take get find look call ask let ' +
  'lets help say said play stop start turn set put add delete remove cancel change check read write send text order buy pay book open close repeat remind search move transfer ' +
  'convert translate spell flip roll shake skip mute whisper about from with without for this that these those there here they them its by off up down out into not dont cant im ' +
  'ive id youre whos hows yes yeah nope okay sure maybe thanks thank hello hey hi bye goodbye morning night good bad great nice wrong right true false never always again next ' +
  'last first new old less much many some any every time date day week month year today tomorrow yesterday hour minute minutes seconds weather rain money account card bill ' +
  'balance credit limit score flight car gas tire oil food meal dinner lunch breakfast recipe restaurant joke fact age story music song songs list lists light lights room home ' +
  'work job boss meeting meetings travel trip visa phone alarm timer calendar event events mail email message news movie movies game coffee ticket train volume quiet louder ' +
  'slower faster speed have has had been you our their two three five ten thing things something anything someone mean means meaning definition word way far long left lost stolen ' +
  'broken busy closed fast slow define whens wheres isnt arent wont ok yep yup nah excuse possibly farewell later different ring buhbye see talk hold uh huh affirmative'
).split(' '))

/** True for a short English word that is in everybody's mouth: it tells little of what is asked. @param word in lower case */
export function isPlainWord(word: string): boolean {
  return plainWords.has(word)
}

/**
 * True for a text that is English as far as a few words can tell. Letter statistics err on short requests ("tell me a joke"), so plain
 * words decide there; and a text whose language is open must hold at least one.
 */
export function isPlainEnglish(text: string): boolean {
  const language = languageOf(text)
  if (language === 'en') return true
  const words = wordsOf(text)
  const plain = words.filter((word) => plainWords.has(word)).length
  return plain >= (language === 'und' ? 1 : Math.max(2, words.length * 0.4))
}
