import { languagesOf } from '../../languageOf.ts'

/** First persons that stand without "I": there a new fact begins. */
const own = 'vivo|abito|moro|trabajo|lavoro|trabalho|tengo|ho|tenho|soy|sono|sou|estoy|sto|estou|estudio|studio|estudo|hablo|parlo|falo|toco|suono|juego|gioco|jogo|nací|nasci|adoro|amo|odio|odeio|detesto|prefiero|preferisco|prefiro|gosto|conduzco|guido|dirijo|(?:non )?mi (?:piace|piacciono|chiamo)|(?:no )?me (?:gustan?|encantan?|llamo|chamo)|no (?:como|bebo|vivo|tengo)|non (?:mangio|bevo|vivo|ho)|não (?:como|bebo|moro|tenho|gosto)|mi[ao]|meu|minha|nuestr[oa]|io|eu|nous|on'
/** Words with which a question about it begins. */
const asking = 'was|wo|wie|wann|wer|warum|welche[rsn]?|kannst|könntest|hast du|weißt du|qu[\'’]est-ce|que (?:puis|dois|faire|me)|quels?|quelles?|où|comment|peux-tu|pourrais-tu|tu peux|as-tu|est-ce|¿|qué|cuál|cómo|dónde|puedes|podrías|me recomiendas|cosa|che cosa|come|dove|quale|puoi|potresti|mi consigli|o que|qual|como|onde|você pode|pode|podes|me recomenda'
const joint = '(?:e|ed|y|und|et|mas|pero|ma|aber|mais|além disso|inoltre|además)'
const cut = new RegExp(`(?:,\\s+|;\\s+|\\s+)${joint}\\s+(?=(?:${own}|ich|je|j['’])(?![\\p{L}]))|[,;]\\s+(?=(?:${own}|${asking})(?![\\p{L}]))|[,;]\\s+(?=¿)`, 'giu')

/** Where a sentence of another language than English begins something new: places of the end of a part and of the next one. */
export function foreignCuts(sentence: string): { end: number; next: number }[] {
  const language = languagesOf(sentence)[0]
  if (language === undefined || language === 'en') return []
  return [...sentence.matchAll(cut)].filter((found) => found.index > 0).map((found) => ({ end: found.index, next: found.index + found[0].length }))
}
