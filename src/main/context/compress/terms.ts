/** Words that say nothing about what a text is about, in the languages of the interface's users; short ones fall away by themselves. */
const common = new Set(('a an and are as at be been but by can could did do does for from had has have he her him his how i if in into is it its just me my no not of on one or our out she should so than that the their them then there these they this those to too up us was we were what when where which who why will with would you your am about all also any because been being here some such very may might must only other over same more most s t re ve ll d m don'
  + ' um uh mm hmm yeah yes okay ok right well like know mean think say said tell told oh ah huh kind sort got get go going gonna wanna really actually thing things'
  + ' der die das und ist nicht ein eine einen dem den des mit auf für von zu im es ich du er sie wir ihr was wie wo wer auch dass aber oder als bei nach aus so noch nur schon wenn'
  + ' le la les un une des et est ne pas que qui dans pour sur avec au aux ce cette il elle nous vous je tu de du en se sa son ses plus ou mais comme'
  + ' el los las una y es no que en por para con del al su sus se lo como más pero o si me mi te tu ya muy').split(' '))

const wordPattern = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** The words of a text that say what it is about: lower case, without accents of case and number, common words left out; pairs of signs where words are not spaced. */
export function termsOf(text: string): string[] {
  const terms: string[] = []
  for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(wordPattern)) {
    if (ideographs.test(word)) {
      const signs = [...word]
      if (signs.length === 1) terms.push(word)
      for (let at = 1; at < signs.length; at++) terms.push(signs[at - 1]! + signs[at]!)
      continue
    }
    const bare = word.replace(/['’].*$/, '')
    if (bare.length > 1 && !common.has(bare)) terms.push(stemOf(bare))
  }
  return terms
}

/** All words as they stand, lower case: for telling how much of a sentence another one holds. */
export function plainWords(text: string): string[] {
  return (text.toLowerCase().match(wordPattern) ?? []).flatMap((word) => ideographs.test(word) ? [...word] : [word])
}

/** Takes endings off, so that "meetings", "decided" and "deciding" meet "meeting" and "decide". Only Latin letters have such endings. */
function stemOf(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  let stem = word
  if (stem.endsWith('ies') && stem.length > 4) stem = `${stem.slice(0, -3)}y`
  else if (/(?:ss|us|is)$/.test(stem)) return stem
  else if (stem.endsWith('s')) stem = stem.slice(0, -1)
  for (const ending of ['ation', 'ing', 'ment', 'ed', 'ly', 'er', 'ion', 'al']) {
    if (stem.endsWith(ending) && stem.length - ending.length >= 4) { stem = stem.slice(0, -ending.length); break }
  }
  if (stem.length > 4 && stem.endsWith('e')) stem = stem.slice(0, -1)
  return stem.length > 4 && stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem
}
