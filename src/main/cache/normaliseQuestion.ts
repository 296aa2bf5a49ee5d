const greeting = /^(?:(?:hi|hey|hello|hallo|bonjour|salut|hola|ciao|olá|hoi)(?: there| again)?[\s,!.]+)+(?=\S)/u
const please = /^(?:(?:please|pls|kindly|bitte|s['’]il (?:te|vous) pla[iî]t|por favor|per favore|alsjeblieft|alstublieft|пожалуйста)[\s,]+)+(?=\S)/u
const thanks = /[\s,.!]+(?:please|pls|thanks(?: a lot| so much)?|thank you(?: so much| very much)?|thx|cheers|bitte|danke(?: schön| dir)?|merci(?: beaucoup)?|s['’]il (?:te|vous) pla[iî]t|por favor|gracias|per favore|grazie|obrigad[oa]|alsjeblieft|dank je|пожалуйста|спасибо)[\s!.,?]*$/u
const end = /[\s.?!…。？！؟]+$/u

/**
 * The same question, however it is typed: case, width, spaces, the mark at its end, a greeting before it and thanks behind it say nothing
 * about what is asked. Numbers, names, negations and the order of words stay, because they do.
 */
export function normaliseQuestion(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/[‘’ʼ]/gu, '\'').replace(/[“”„«»]/gu, '"').replace(/\s+/gu, ' ').trim()
  let bare = plain
  for (const part of [greeting, please]) bare = bare.replace(part, '')
  bare = bare.replace(thanks, '').replace(end, '')
  return bare === '' ? plain : bare
}
