import { wholeWords } from '../../../shared/wholeWords.ts'
import { broughtPieces } from '../memoryPiece.ts'
import type { Loader } from '../loader.ts'

const mostNotes = 6
const mostWishes = 60

/** What is said of how texts should be. */
const ofTexts = wholeWords('writ(?:e|es|ing|ten)|letters?|e-?mails?|mails?|texts?|tone|voice|style|formal(?:ly)?|informal(?:ly)?|polite(?:ly)?|short|brief|concise|long|spelling|sentences?|paragraphs?|sign(?:ed|ature)?|greet\\p{L}*|address|emojis?|exclamation marks?|bullets?|lists?|headings?|language|english|german|french|spanish|italian|call me|answers?|schreib\\p{L}*|briefe?|ton|stil|förmlich|kurz\\p{L}*|du|duzen|siezen|sprache|deutsch|écri\\p{L}*|lettres?|ton|style|court\\p{L}*|tutoie\\p{L}*|vouvoie\\p{L}*|langue|français|escrib\\p{L}*|cartas?|tono|estilo|breve|idioma|español')

/** How the person wants texts to be, and the name that stands under them. */
export const writeLoader: Loader = {
  id: 'write', name: 'How you write', about: 'Your wishes for style, tone and language, and your name.', required: false, timeLimitMs: 1000, label: 'personal', activatedBy: ['write'],
  load(_ask, ports) {
    const wishes = ports.wishes(mostWishes).filter(({ text }) => ofTexts.test(text))
    return Promise.resolve(broughtPieces([...ports.byKeys(['assistant.language']), ...wishes.slice(0, mostNotes - 1), ...ports.byKeys(['user.name'])], mostNotes))
  },
}
