/** Turns of phrase that say what a sentence does, in English, German, French and Spanish. Words, not meaning: cheap and explainable. */

const milestone = /\b(?:we(?:'ve| have)? (?:decided|agreed|settled on|chose|chosen)|i(?:'ve| have)? decided|let(?:'|’)?s go with|(?:we|i)(?:'ll| will) go with|going with|it(?:'|’)?s (?:decided|settled|final|done|fixed|working)|that(?:'s| is) (?:decided|settled|final)|final (?:decision|version|answer)|(?:it|that|everything) works(?: now)?|(?:tests?|build) (?:pass|passes|passed|is green|are green)|(?:is|are) (?:finished|done|complete|shipped|merged|released)|problem solved|root cause|turns out|signed|beschlossen|entschieden|wir nehmen|funktioniert jetzt|ist fertig|erledigt|décidé|on part sur|ça marche|terminé|decidido|hemos acordado|ya funciona|terminado)\b/iu
const decision = /\b(?:decid\w*|agreed?|settled|go(?:ing)? with|chose[n]?|choose|pick(?:ed)?|will (?:use|take|do|go|be)|let(?:'|’)?s|instead of|from now on|plan(?:s|ned)? to|we(?:'ll| will| should| must)|i(?:'ll| will| want| need| prefer)|final(?:ly)?|deadline|due|beschlossen|entschieden|nehmen|werde[n]?|wollen|décid\w*|allons|prendr\w*|decid\w*|vamos|acord\w*)\b/iu
const finding = /\b(?:turns? out|because|root cause|found|shows?|means|result\w*|measured|fails?|failed|works?|error|bug|fix(?:ed)?|caused?|reason|reveal\w*|weil|ergebnis|zeigt|fehler|grund|parce que|résultat|erreur|porque|resultado)\b/iu
const own = /\b(?:i(?:'m| am|'ve| have|'d| would| was| live| work| like| love| hate| prefer| need| want| use| own| moved| bought| booked| don(?:'|’)t| never| always)|my|mine|our|we(?:'re| are| have)|ich (?:bin|habe|wohne|arbeite|möchte|brauche|mag)|mein\w*|je (?:suis|veux|préfère)|j(?:'|’)ai|mon|ma|mes|soy|tengo|quiero|prefiero|mi|mis)\b/iu
const chatter = /^(?:(?:thanks?(?: you)?(?: so much| a lot)?|thx|great|nice|cool|ok(?:ay)?|sure|perfect|awesome|got it|alright|hi|hello|hey|good (?:morning|evening|night)|bye|yes|no|yep|nope|lol|haha|sounds good|you(?:'|’)?re welcome|no problem|of course|certainly|absolutely|happy to help|glad to hear(?: that)?|let me know[^.!?]*|i hope this helps|feel free[^.!?]*|is there anything else[^.!?]*|great question|good question|danke|gerne|merci|de rien|gracias|de nada)[\s,.!?…]*)+$/iu

/** True where a message says that something was decided or reached: a good moment for a checkpoint. */
export function statesMilestone(text: string): boolean {
  return text.length < 4000 && milestone.test(text) && !/\?\s*$/.test(text.trim())
}

export interface Cues { readonly decision: boolean; readonly finding: boolean; readonly own: boolean; readonly chatter: boolean; readonly question: boolean }

/** What a sentence does in a talk. */
export function cuesOf(sentence: string): Cues {
  const text = sentence.trim()
  return { decision: decision.test(text), finding: finding.test(text), own: own.test(text), chatter: text.length < 160 && chatter.test(text), question: /[?？]["'”’)\]]*$/u.test(text) }
}
