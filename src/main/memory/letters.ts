/** Letters and e-mails that stand in a message: whoever wrote them, they are no words to the assistant. */

const reader = '(?!there|again|assistant|casement|ai(?![\\p{L}])|bot(?![\\p{L}]))'
const salutations = [
  /^(?:Dear|Sehr geehrte[rs]?|Liebe[rs]?|Cher|Chère|Chers|Estimad[oa]s?|Querid[oa]s?|Gentile|Egregi[oa]|Car[oai]|Prezad[oa]s?|Car[oa]s? (?=Sr)|To whom)(?![\p{L}])[^\n.!?]{0,60},?[ \t]*$/imu,
  new RegExp(`^(?:hi|hello|hey|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|bonjour|bonsoir|salut|hola|buenos días|buenas tardes|ciao|buongiorno|salve|olá|oi|bom dia|boa tarde) ${reader}(?:(?-i:\\p{Lu})[\\p{L}\\p{M}'’.-]*(?: (?-i:\\p{Lu})[\\p{L}\\p{M}'’-]*){0,2}|all|everyone|everybody|team|folks|colleagues|madame|monsieur|zusammen|tous|todos|tutti|a todos|a tutti),[ \\t]*(?:$|\\n)`, 'imu'),
  /(?<=^|[.!?]\s)(?:i am|i['’]?m) (?:writing (?:to (?:you|apply|express|inquire|enquire|request|inform|follow|complain|confirm|let you)|in (?:response|reply|regard))|(?:very |really )?(?:excited|pleased|delighted|thrilled|happy|glad) to (?:apply|submit my|express my|accept (?:the|your) (?:offer|position|role))|reaching out (?:to|because|about|regarding)|contacting you)(?![\p{L}])/imu,
  /(?<=^|[.!?]\s)(?:please (?:find|see) (?:attached|enclosed)|enclosed please find|thank you for (?:your (?:e-?mail|letter|application|order|interest)|considering my)|with (?:reference|regard|respect) to your|i (?:would like|wish) to apply|i hope this (?:e-?mail|letter|message) finds you|i hereby|hiermit bewerbe ich mich|ich bewerbe mich|je vous écris|je me permets de|le escribo|me dirijo a (?:usted|ustedes)|le scrivo|venho por meio)(?![\p{L}])/imu,
]
/** What a letter ends with, on a line of its own or before a name. */
const closing = /^[ \t]*(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many) (?:regards|wishes)|regards|sincerely|yours(?: (?:sincerely|faithfully|truly))?|(?:very |yours )?sincerely yours|respectfully|i look forward to (?:hearing|your)[^\n]*|(?:best|cheers|love|thanks|(?:muchos )?besos|baci|bises)(?=,?[ \t]*\n[ \t]*\p{Lu}\p{L}+[.!]?\s*$)|mit (?:freundlichen|besten|herzlichen|lieben) grüßen|(?:viele|liebe|beste|herzliche|schöne) grüße|hochachtungsvoll|cordialement|bien (?:cordialement|à vous)|sincères salutations|un (?:cordial )?saludo|saludos(?: cordiales)?|atentamente|(?:cordiali|distinti) saluti|un caro saluto|atenciosamente|cumprimentos|(?:um )?abraços?)[,.!]?[ \t]*(?:\n[ \t]*\p{Lu}[^\n]{0,60})?\s*$/imu
/** The same at the end of the last line, before the name of another than the reader. */
const closingInLine = /(?<=[.!?] )(?:(?:kind|best|warm) (?:regards|wishes)|yours(?: (?:sincerely|faithfully|truly))|sincerely),? \p{Lu}[\p{L}\p{M} .'’-]{1,40}$/iu
const opened = new RegExp(`(?:^|\\n)[ \\t]*(?:hi|hello|hey|dear|hallo|bonjour|hola|ciao|olá) ${reader}(?-i:\\p{Lu})[\\p{L}\\p{M}'’-]+[,!]? `, 'iu')

/**
 * Where a letter begins in a text; null where there is none. One that is signed and not addressed begins with the text.
 */
export function letterAt(text: string): number | null {
  const starts = salutations.flatMap((pattern) => pattern.exec(text)?.index ?? [])
  if (starts.length > 0) return Math.min(...starts)
  const addressed = opened.exec(text)
  const signed = closing.test(text) || closingInLine.test(text.trimEnd())
  if (addressed !== null && (signed || addressed.index > 0 || /(?<=[.!?] )(?:best|cheers|love|thanks|regards|grüße|bises|besos|baci|abraços?),? \p{Lu}[\p{L}\p{M}'’-]+[.!]?\s*$/iu.test(text))) return addressed.index
  return signed ? 0 : null
}
