/** Languages whose dates and facts are read by rules. */
export const languages = ['en', 'de', 'fr', 'es', 'it', 'pt'] as const
export type Language = (typeof languages)[number]

/** Small words that one of these languages has and most of the others lack. */
const small: Record<Language, string> = {
  en: 'the and is are was were i my me you your did do does have has had of to what when where who how which with at on it not this that from for be been we he she they will would next last ago',
  de: 'der die das den dem des ein eine einen einem einer und ist sind war waren ich mein meine meinen meinem meiner mir mich du dein habe hast hat hatte haben was wann wo wer wie welche mit am im vom zum zur nicht auf von für wir er sie es bin seit vor nach bei aus sich letzte letzten letztes nächste nächsten gestern heute morgen',
  fr: 'le la les un une des du de et est sont était étaient je j mon ma mes moi tu ton ta tes ai as a avons que qui quoi quand où comment avec au aux en pas ne n sur pour nous il elle c ce cette dans depuis chez dernier dernière prochain prochaine hier demain',
  es: 'el la los las un una unos unas de del y es son era estaba yo como viene mi mis me tú tu he has ha hemos qué que quién cuándo dónde cómo con al en no por para nosotros él ella soy estoy tengo pasado pasada próximo próxima ayer mañana hace',
  it: 'il lo la gli le un uno una di del della dei e è sono era ero io mio mia miei mie mi tu ho hai ha abbiamo che chi quando dove come con al alla nel nella non per da noi lui lei sto scorso scorsa prossimo prossima ieri domani fa',
  pt: 'o a os as um uma uns umas de do da dos das e é são era estava eu meu minha meus minhas me você tenho tem tive que quem quando onde como com ao no na em não por para nós ele ela sou estou passado passada próximo próxima ontem amanhã há',
}
const owners = new Map<string, Language[]>()
for (const language of languages) for (const word of small[language].split(' ')) owners.set(word, [...(owners.get(word) ?? []), language])

/** The languages whose small words a text uses, most likely first; a word that several share counts for less. Empty where nothing tells. */
export function languagesOf(text: string): Language[] {
  return [...scoresOf(text)].sort((a, b) => b[1] - a[1] || languages.indexOf(a[0]) - languages.indexOf(b[0])).map(([language]) => language)
}

/** Short sentences share their small words among languages: so much of the best score leaves a language possible. */
const possibleShare = 0.5
/** One word that two languages share tells nothing. */
const weak = 0.5

/** The languages that a text may be written in; all where nothing tells. */
export function possibleLanguages(text: string): ReadonlySet<Language> {
  const scores = scoresOf(text)
  const best = Math.max(0, ...scores.values())
  return new Set(languages.filter((language) => best <= weak || (scores.get(language) ?? 0) >= best * possibleShare))
}

function scoresOf(text: string): Map<Language, number> {
  const scores = new Map<Language, number>()
  for (const word of text.slice(0, 400).toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []) {
    const all = owners.get(word)
    if (all !== undefined) for (const language of all) scores.set(language, (scores.get(language) ?? 0) + 1 / all.length)
  }
  return scores
}
