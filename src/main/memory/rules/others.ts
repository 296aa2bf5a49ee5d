import { isAmbiguousName, isFirstName, isPlaceName, isProductName } from '../entities/knownNames.ts'
import { isTitled, withoutTitle } from '../../../shared/titles.ts'
import { byPattern, personName, type Rule } from './rule.ts'

/** Names that the whole world knows: what is said of their bearers can be looked up. */
const known = /^(?:Napoleon|Caesar|Einstein|Newton|Shakespeare|Mozart|Beethoven|Bach|Hamlet|Romeo|Juliet|Cleopatra|Darwin|Picasso|Leonardo|Goethe|Dickens|Tolstoy|Plato|Aristotle|Socrates|Galileo|Lincoln|Washington|Jesus|Buddha|Trump|Biden|Obama|Putin|Merkel|Macron|Beyonc[eé]|Rihanna|Madonna|Elvis|Adele|Messi|Ronaldo|Kafka|Sherlock|Gandalf|Frodo|Harry Potter|Santa|Zeus|Apollo|Athena|Odysseus|Othello|Macbeth|Ophelia)(?![\p{L}])/u

const conditions = 'diabetes|asthma|epilepsy|cancer|depression|adhd|autism|dyslexia|arthritis|migraines?|tinnitus|insomnia|eczema|psoriasis|crohn[\'’]?s|ibs|hay ?fever|endometriosis|lupus|parkinson[\'’]?s|dementia|alzheimer[\'’]?s|multiple sclerosis|ms|hiv|ocd|ptsd|a heart condition|a pacemaker|high blood pressure|an? (?:\\p{L}+ )?(?:allergy|intolerance)|allergies'
const states = 'allergic to|intolerant to|lactose[- ]intolerant|gluten[- ]intolerant|coeliac|celiac|diabetic|epileptic|asthmatic|autistic|dyslexic|deaf|blind|colou?r-blind|pregnant|an? (?:strict )?(?:vegetarian|vegan|pescatarian)|vegetarian|vegan'
const does = 'lives? (?:in|near|at|on|with|alone)|works? (?:as|at|for|in|from|with|part-time|nights)|moved to|comes? from|was born (?:in|on|at)|grew up in|speaks|studies|studied|teaches|plays the|retired|is (?:a |an |the )?(?:\\p{Ll}+ )?(?:teacher|nurse|doctor|engineer|developer|designer|lawyer|accountant|chef|cook|baker|driver|pilot|student|architect|artist|painter|musician|singer|writer|author|journalist|photographer|plumber|electrician|carpenter|mechanic|farmer|gardener|waiter|waitress|librarian|psychologist|therapist|dentist|vet|pharmacist|surgeon|midwife|paramedic|firefighter|judge|translator|hairdresser|tutor|coach|trainer|actor|actress|dancer|biologist|chemist|physicist|priest|pastor|social worker|cleaner|electrician|welder|plumber|retired)(?![\\p{L}])|is (?:married|engaged|divorced|single|widowed|retired|left-handed)(?![\\p{L}])|has (?:a|one|two|three|four|five|six) (?:\\p{Ll}+ )?(?:kids?|children|sons?|daughters?|dogs?|cats?|brothers?|sisters?|twins)(?![\\p{L}])|likes |loves |hates |adores |dislikes '

const health = new RegExp(`^(?:(?:is|was) (?:(?:also|now|still|really|very|severely|highly|not|mildly) )*(?:${states})|(?:has|suffers from|was diagnosed with|lives with) (?:(?:severe|mild|chronic|type \\d|type-\\d|bad) )*(?:${conditions})|(?:can['’]?t|cannot|doesn['’]?t|does not|must not|never) (?:eat|drink|tolerate)s? |takes (?:\\p{L}+ ){0,3}(?:medication|pills|insulin|antidepressants|tablets))(?![\\p{L}])`, 'iu')
const life = new RegExp(`^(?:(?:also|now|still|currently|just) )*(?:${does})`, 'iu')

/** What holds of people whom the user names without saying who they are: "Nadia is allergic to nuts". */
export const otherRules: readonly Rule[] = [
  // Only people are allergic: there a name may be a word as well.
  other('health.other', (rest) => health.test(rest), 0.8, (name) => isSomebody(name) || isAmbiguousName(name.toLowerCase())),
  other('person.fact', (rest) => life.test(rest), 0.6),
  byPattern({ rule: 'person.birthday', pattern: new RegExp(`^(?<value>${personName})['’]s? birthday is .*(?:\\d|january|february|march|april|may|june|july|august|september|october|november|december|christmas|new year)`, 'u'), importance: 0.7, confidence: 0.82, key: ({ groups }) => `${plain(groups!.value!)}.birthday`, subject: ({ groups }) => groups!.value!, accept: ({ groups }) => isSomebody(groups!.value!) }),
]

function other(rule: string, fits: (rest: string) => boolean, importance: number, isNamed: (name: string) => boolean = isSomebody): Rule {
  return byPattern({
    rule, pattern: new RegExp(`^(?<value>${personName}) (?<rest>.{4,})$`, 'u'), importance, confidence: 0.8,
    key: ({ groups }) => keyOf(plain(groups!.value!), groups!.rest!), subject: ({ groups }) => groups!.value!,
    accept: ({ groups, input }) => isNamed(groups!.value!) && fits(groups!.rest!) && !/\?\s*$/u.test(input),
  })
}

/** A first name or a titled one: of two capitals the second may be a famous name's, and is left to the judge of statements. */
function isSomebody(name: string): boolean {
  return !known.test(name) && (isTitled(name) || (!name.includes(' ') && isFirstName(name.toLowerCase()) && !isPlaceName(name.toLowerCase()) && !isProductName(name.toLowerCase())))
}

function plain(name: string): string {
  return withoutTitle(name).toLowerCase()
}

function keyOf(who: string, rest: string): string | null {
  if (/^(?:now |currently |just |also )*(?:lives?|moved)\s+(?:in|to)\s+\p{Lu}/u.test(rest)) return `${who}.home`
  return /^(?:now |currently |also )*works? (?:at|for)\s/u.test(rest) ? `${who}.employer` : null
}
