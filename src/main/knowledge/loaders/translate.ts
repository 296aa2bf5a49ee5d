import { broughtPieces, derivedPiece } from '../memoryPiece.ts'
import type { Loader } from '../loader.ts'

const mostNotes = 4

/** Languages by their English name, with how they are called in the languages that messages are read in. */
const languages: Readonly<Record<string, readonly string[]>> = {
  English: ['english', 'englisch\\p{L}*', 'anglais\\p{L}*', 'inglés\\p{L}*'], German: ['german', 'deutsch\\p{L}*', 'allemande?', 'alemán\\p{L}*'], French: ['french', 'französisch\\p{L}*', 'français\\p{L}*', 'francés\\p{L}*'],
  Spanish: ['spanish', 'spanisch\\p{L}*', 'espagnole?', 'español\\p{L}*'], Italian: ['italian', 'italienisch\\p{L}*', 'italien(?:ne)?', 'italiano'], Portuguese: ['portuguese', 'portugiesisch\\p{L}*', 'portugaise?', 'portugués'],
  Dutch: ['dutch', 'niederländisch\\p{L}*', 'néerlandaise?', 'neerlandés'], Polish: ['polish', 'polnisch\\p{L}*', 'polonaise?', 'polaco'], Swedish: ['swedish', 'schwedisch\\p{L}*', 'suédoise?', 'sueco'],
  Danish: ['danish', 'dänisch\\p{L}*', 'danoise?', 'danés'], Norwegian: ['norwegian', 'norwegisch\\p{L}*', 'norvégien(?:ne)?', 'noruego'], Finnish: ['finnish', 'finnisch\\p{L}*', 'finnoise?', 'finés'],
  Greek: ['greek', 'griechisch\\p{L}*', 'grec(?:que)?', 'griego'], Turkish: ['turkish', 'türkisch\\p{L}*', 'turc|turque', 'turco'], Russian: ['russian', 'russisch\\p{L}*', 'russe', 'ruso'], Ukrainian: ['ukrainian', 'ukrainisch\\p{L}*', 'ukrainien(?:ne)?', 'ucraniano'],
  Arabic: ['arabic', 'arabisch\\p{L}*', 'arabe', 'árabe'], Chinese: ['chinese', 'mandarin', 'chinesisch\\p{L}*', 'chinoise?', 'chino'], Japanese: ['japanese', 'japanisch\\p{L}*', 'japonaise?', 'japonés'], Korean: ['korean', 'koreanisch\\p{L}*', 'coréen(?:ne)?', 'coreano'],
  Hindi: ['hindi'], Czech: ['czech', 'tschechisch\\p{L}*', 'tchèque', 'checo'], Hungarian: ['hungarian', 'ungarisch\\p{L}*', 'hongroise?', 'húngaro'], Romanian: ['romanian', 'rumänisch\\p{L}*', 'roumaine?', 'rumano'], Latin: ['latin', 'latein\\p{L}*'],
}
const anyName = Object.values(languages).flat().join('|')
const spoken = new RegExp(`(?<![\\p{L}])(?:${anyName}|languages?|mother tongue|sprachen?|muttersprache|langues?|idiomas?)(?![\\p{L}])`, 'iu')
const searched = ['speak', 'language', 'languages', 'learning', 'tongue', 'fluent', 'native', 'translate', 'translations', 'spreche', 'lerne', 'parle', 'apprends', 'hablo', 'aprendo', ...Object.keys(languages).map((name) => name.toLowerCase())]
const quoted = /["“„«‘']([^"“”„«»]{3,400})["”“»’']/u

const named = (text: string, lead: string) => Object.entries(languages).find(([, names]) => new RegExp(`(?<![\\p{L}])(?:${lead})\\s+(?:\\p{L}{2,10}\\s+)?(?:${names.join('|')})(?![\\p{L}])`, 'iu').test(text))?.[0] ?? null

/** From which language into which, where the message says so, and the languages that the person speaks or learns. */
export const translateLoader: Loader = {
  id: 'translate', name: 'Languages', about: 'From which language into which, and the languages that you speak or learn.', required: false, timeLimitMs: 1000, label: 'personal', activatedBy: ['translate', 'intent:translate'],
  async load(ask, ports) {
    const { text } = ask.message
    // A language that is spoken of in the text to be translated is none to translate into.
    const around = text.slice(0, 1000).replace(quoted, ' ')
    const into = named(around, 'into|to|in|ins|auf|en|vers|al')
    const from = named(around, 'from|aus(?: dem)?|vom|de l[’\']|du|del|de')
    const direction = into === null || into === from ? [] : [derivedPiece(ask, 'languages', from === null ? `To be translated into ${into}.` : `To be translated from ${from} into ${into}.`)]
    const told = (await ports.byWords(searched, 20)).filter((memory) => spoken.test(memory.text))
    return [...direction, ...broughtPieces([...ports.byKeys(['assistant.language']), ...told], mostNotes)]
  },
}
