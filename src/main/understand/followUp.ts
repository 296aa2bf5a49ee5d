import { wholeWords as word } from '../../shared/wholeWords.ts'

/** A message that begins like this and is short goes on with what was said. */
const opens = /^[\s¿¡]*(?:and|or|but|what about|how about|also|then|so what|und|oder|aber|was ist mit|wie wäre|et(?! que)|ou|mais|y|e|o|pero|same|the same|another|again|shorter|longer|simpler|briefer|in (?:english|french|german|spanish|italian|portuguese|dutch|polish|other words|short)|auf (?:deutsch|englisch|französisch|spanisch)|en (?:anglais|français|allemand|espagnol|inglés|francés|alemán|español))(?![\p{L}])/iu
/** These say all of it by themselves. */
const whole = /^[\s¿¡]*(?:(?:but |and |ok(?:ay)?,? |please |hm+,? |wait,? |no,? )*(?:why(?: not| so| is that)?|how(?: so| come| exactly)?|when|where|who|which(?: one)?|really|seriously|are you (?:sure|certain)|is that (?:so|true|right)|go on|continue|keep going|carry on|more|tell me more|more (?:please|details?|examples?)|again|(?:one|once) more(?: time)?|another(?: one)?|next|try again|what else|anything else|for (?:example|instance)|like what|such as|meaning|(?:a (?:bit|little) )?(?:shorter|longer|simpler|funnier|clearer|better|less formal|more formal|friendlier|briefer)|elaborate|explain|expand|summari[sz]e (?:it|that|this)|warum(?: nicht)?|wieso|weshalb|wirklich|echt|bist du sicher|weiter|mach weiter|mehr|noch ein(?:e[rns]?|mal|s)|kürzer|länger|einfacher|zum beispiel|genauer|pourquoi(?: pas)?|vraiment|tu es sûre?|continue[rz]?|encore(?: une?)?|plus (?:court|long|simple)|par exemple|por qué(?: no)?|de verdad|estás segur[oa]|sigue|continúa|más(?: corto| largo| simple)?|otr[oa](?: vez)?|por ejemplo|yes|no|ja|nein|oui|non|sí|the (?:first|second|third|last|other)(?: one)?|both|neither|the (?:former|latter)|option [a-d\d]|number \d))(?:,? (?:please|bitte|s[’']il (?:te|vous) plaît|por favor|then|though))?[\s.!?…]*$/iu
/** Asks to change what was just made. */
const changes = /^[\s¿¡]*(?:(?:please|can you|could you|now|ok(?:ay)?|bitte|kannst du|peux-tu|puedes),? )*(?:make|turn|change|rewrite|rephrase|reword|shorten|expand|translate|simplify|improve|fix|explain|repeat|say|put|convert|summari[sz]e|write|add|remove|give me|show me|list|do|mach|übersetze?|schreib(?:e)?|erkläre?|kürze|rends|traduis|explique|réécris|raccourcis|hazlo|hazla|tradúcelo|tradúcela|explícalo|resúmelo|acórtalo)(?:-(?:le|la))? ?(?:.{0,20} )?(?:it|that|them|those|the (?:first|second|third|last|other)(?: (?:one|part|paragraph|point))?|es|das|ça|cela|le|la|lo|eso|an(?:other)? (?:example|one)|examples?|ein beispiel|un exemple|un ejemplo|more)(?![\p{L}])/iu
const refers = word('he|him|his|she|her|hers|they|them|their|theirs|those|these ones|that one|this one|the (?:former|latter)|ihn|ihm|sie|ihr|ihre[mnrs]?|dessen|deren|lui|elle|elles|ils|leur|celui-ci|celle-ci|él|ella|ellos|ellas')
/** "It" and "that" point back unless they stand for the weather, the time or for what follows. */
const pointsBack = word('(?:does|did|is|was|do|can|could|will|would|about|of|with|for|by|than|like|to|in) (?:it|that)(?: (?:mean|cost|work|take|cover|come|matter|help|count|compare|happen))?|it(?:[\'’]s)? (?:so|then)|what do you mean|davon|damit|dazu|daraus|en fait partie|de eso|de ello')
const standsAlone = word('(?:is|was|will) it (?:going|safe|possible|true that|worth|ok|okay|legal|normal|raining|snowing|rain|snow|be|hot|cold|warm|too|better|bad|good|noon|friday|monday|time|ever)|(?:time|day|date|year) is it|that (?:i|you|we|he|she|they|the|my|is|are|has|have)|translate that|remember that')
const content = /\p{L}{4,}/giu
/** Words that hold a sentence together; they name nothing. */
const common = new Set('what which where when about would could should there their this that with from have more make best good much many some please does into then than them they your mine tell name first last other'.split(' '))

/**
 * True when a message leans on what was said just before: it opens like a continuation, is nothing but a question word, asks to
 * change what was made, or points back with a pronoun or a thing that only the talk before names. Without a talk before nothing
 * is a follow-up.
 */
export function followsOn(text: string, previousUserText: string | null, previousAnswer: string | null): boolean {
  if ((previousUserText === null && previousAnswer === null) || text.length > 160) return false
  const said = text.trim()
  if (whole.test(said) || changes.test(said)) return true
  if (said.length < 60 && opens.test(said)) return true
  if (said.length > 100) return false
  // "My sister's car, is it hers?": what is named in the same message is what the pronoun means.
  const named = /(?:^|[^.!?]\s)\p{Lu}[\p{L}]+(?:\s\p{Lu}\p{L}+)*[^.?!]*\s(?:he|she|him|her|his|they|them|their)(?!\p{L})/u.test(said.slice(1)) || word('my|our|the \\p{L}+(?: \\p{L}+)?,? (?:and|who|whose)').test(said)
  if (refers.test(said) && !named && isAsked(said)) return true
  if (pointsBack.test(said) && !standsAlone.test(said) && isAsked(said)) return true
  return isAsked(said) && leansOnThing(said, `${(previousUserText ?? '').slice(-400)} ${(previousAnswer ?? '').slice(0, 600)}`)
}

/** "The function" in a short question, where the talk before had one. */
function leansOnThing(said: string, before: string): boolean {
  const things = Array.from(said.matchAll(/(?<!\p{L})(?:the|that|this|der|die|das|le|la|el) (\p{Ll}{4,})(?!\p{L}| of(?!\p{L})| de(?!\p{L})| von(?!\p{L}))/giu), (found) => found[1]!.toLowerCase())
  if (things.length === 0) return false
  const known = new Set(Array.from(before.toLowerCase().matchAll(content), (found) => found[0]))
  return things.some((thing) => !common.has(thing) && known.has(thing))
}

function isAsked(said: string): boolean {
  return /[?？]\s*$/u.test(said) || /^[\s¿]*(?:what|who|where|when|which|why|how|is|are|was|were|does|did|do|can|could|will|would|and|tell|show|give|list|wer|was|wo|wann|wie|warum|ist|sind|qui|que|où|quand|comment|quién|qué|dónde|cuándo|cómo)(?!\p{L})/iu.test(said)
}
