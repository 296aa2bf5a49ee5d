/** What stands before the fact in a clause: greetings, fillers, "remember that", "no, actually". */
export interface Lead {
  /** Characters that are skipped. */
  readonly length: number
  /** The user asked to keep it. */
  readonly isExplicit: boolean
  /** The user takes something back. */
  readonly isCorrection: boolean
}

const filler = /^(?:(?:hi|hello|hey|hallo|hola|bonjour|bonsoir|salut|coucou|servus|moin|ciao|salve|buongiorno|buonasera|oi|olá|buenos días|buenas(?: tardes| noches)?|bom dia|boa (?:tarde|noite)|guten (?:tag|morgen|abend)|grazie|gracias|obrigad[oa]|merci|danke|good (?:morning|afternoon|evening)|dear|oh|ah|well|so|ok|okay|btw|by the way|anyway|also|yes|yeah|yep|sure|right|thanks|thank you|cool|great|nice|fyi|for your information|for the record|just so you know|so you know|you know|you see|as you know|as i said|as i told you|like i said|i (?:should|must|wanted to|want to|have to) (?:mention|tell you|say|add|note)(?: that)?|let me (?:tell you|introduce myself)|i told you(?: that)?|in fact|to be honest|honestly|unfortunately|sadly|luckily|fortunately|funny thing|fun fact|guess what|good news|ps|p\.s\.|and|but|plus|because|though|und|aber|et|mais|y|pero|übrigens|au fait|por cierto|a proposito|comunque|aliás|a propósito|ed?|(?:unlike|contrary to|in contrast to|as opposed to|instead of|rather than) (?:(?:my|our|his|her|their) [\p{L}’' -]{2,40}?|(?-i:\p{Lu})[\p{L}\p{M}’'-]+|most(?: \p{L}+){1,3}|others)(?=,\s)|(?:as )?i(?:['’]ve| have)? (?:already )?told you (?:\p{L}+ ){0,3}?(?:times )?that|in general|these days|nowadays|at the moment|currently|right now|now|there|everyone|again)(?:[\s,.!:;–—-]+|$))/iu
const explicit = /^(?:(?:please|and|can you|could you|also|so|just)[,\s]+)*(?:remember(?: this)?|don['’]?t forget|do not forget|never forget|keep in mind|bear in mind|note|make a note|take note|please note|for future reference|for the future|i want you to (?:know|remember)|you should (?:know|remember)|it['’]s important (?:to know|to remember|that you know)|save this|store this|memori[sz]e(?: this)?|merk(?:e)? dir|denk daran|vergiss nicht|bitte merk(?:e)? dir|souviens-toi|retiens|n['’]oublie pas|recuerda|no olvides|apunta|ricorda(?:ti)?|tieni a mente|non dimenticare|segnati|lembre(?:-se)?|lembra(?:-te)?|não (?:se )?esqueça|não te esqueças|anota|annota|anote)\s*(?:that|dass|che|(?:de )?que|qu['’])?(?:\s*[:,–—-]\s*|\s+|(?<=['’]))/iu
const correction = /^(?:(?:no|nope|nein|non|não)(?:\s*[,.!–—-]\s*|\s+(?=(?:wait|sorry|actually|hold on|hang on|scratch|correction|i meant)(?![\p{L}])))|(?:no, )?(?:actually|correction|sorry|i was wrong|that['’]?s (?:wrong|not right|not correct|incorrect|outdated)|not any ?more|(?:wait|hold on|hang on)(?: a (?:second|sec|minute|moment))?|i meant|oops|whoops|my mistake|my bad|scratch that|update|eigentlich|en fait|en realidad|in realtà|na verdade|scusa(?:mi)?|desculpa|desculpe|perdón|perdona|pardon|entschuldigung|stimmt nicht)(?:\s*[,.:!;–—-]\s*|\s+)|i mean[,:]? (?=(?:(?:in|at|on) )?(?:(?-i:\p{Lu})[\p{L}\p{M}-]+|\d[\p{L}\d.]*)[.!]*$))/iu

/** Reads off, in any order, what stands before the fact itself. */
export function leadOf(clause: string): Lead {
  let length = 0
  let isExplicit = false
  let isCorrection = false
  for (let round = 0; round < 6; round++) {
    const rest = clause.slice(length)
    const found = explicit.exec(rest) ?? correction.exec(rest) ?? filler.exec(rest)
    if (found === null || found[0].length === 0) break
    if (explicit.test(rest)) isExplicit = true
    else if (correction.test(rest)) isCorrection = true
    // Never so much that nothing is left.
    if (found[0].length >= rest.length) break
    length += found[0].length
  }
  return { length, isExplicit, isCorrection }
}
