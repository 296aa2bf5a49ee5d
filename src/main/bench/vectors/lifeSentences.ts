import { seeded } from '../sampleProfile.ts'

/** What people write about, a domain a line: who or what, what happens, with what, where. */
const domains: readonly (readonly [who: string, does: string, what: string, where: string])[] = [
  ['my sister|the choir|our conductor|a neighbour', 'sang|rehearsed|missed|recorded', 'the second movement|a folk song|the requiem|two carols', 'in the chapel|at the school hall|on the radio|behind the stage'],
  ['the plumber|my landlord|the electrician|a roofer', 'repaired|inspected|forgot|replaced', 'the boiler|a leaking tap|the fuse box|three tiles', 'in the cellar|above the kitchen|next to the stairs|in the flat below'],
  ['the bank|our accountant|the tax office|my insurer', 'refused|transferred|corrected|asked for', 'the refund|a late fee|the mortgage papers|an invoice', 'last quarter|before the deadline|by registered letter|over the phone'],
  ['the striker|our goalkeeper|the away team|the referee', 'scored|saved|booked|argued about', 'a penalty|the opening goal|an offside|a corner', 'in extra time|at home|in the rain|during the derby'],
  ['the surgeon|my dentist|a nurse|the physiotherapist', 'examined|prescribed|postponed|stretched', 'my left knee|a wisdom tooth|the blood test|an old scar', 'at the clinic|after the accident|on the third floor|before the holidays'],
  ['our puppy|the neighbour’s cat|a hedgehog|the parrot', 'chewed|chased|hid under|woke up', 'the garden hose|a slipper|the laundry basket|a moth', 'behind the shed|on the balcony|at five in the morning|under the table'],
  ['the compiler|my colleague|the test suite|a new release', 'rejected|refactored|slowed down|crashed on', 'the parser|an empty list|the login page|a race condition', 'on the build server|in production|after the upgrade|on older phones'],
  ['grandmother|the chef|my flatmate|a baker', 'burned|seasoned|kneaded|served', 'the lentil soup|a sourdough loaf|the roast|plum dumplings', 'for the guests|in a clay pot|on Sunday|with too much salt'],
  ['the train|our coach|a taxi driver|the night ferry', 'skipped|left|crossed|waited at', 'the last stop|the border|the harbour|our connection', 'near Trieste|two hours late|without a word|in the fog'],
  ['the teacher|a pupil|the headmistress|the exchange student', 'explained|failed|marked|copied', 'the geometry test|an essay on rivers|irregular verbs|the experiment', 'before the break|in the library|at the oral exam|on the blackboard'],
  ['the gardener|my uncle|a beekeeper|the farmer', 'planted|pruned|harvested|lost', 'forty tulips|the pear tree|a field of rye|the early beans', 'along the fence|after the frost|on the north slope|in the greenhouse'],
  ['the committee|our mayor|the union|a journalist', 'voted on|criticised|published|delayed', 'the bus lane|the budget|a pay rise|the bridge works', 'at the town hall|in a leaked memo|before the election|in the local paper'],
  ['the astronomer|a probe|the telescope|our physics club', 'observed|photographed|lost contact with|measured', 'a faint comet|the far side of the moon|Jupiter’s storms|a radio burst', 'over the desert|during the eclipse|at high altitude|last winter'],
  ['the painter|a curator|my cousin|the gallery', 'framed|restored|sold|hung', 'a seascape|the portrait of a widow|three etchings|an unsigned sketch', 'in the long corridor|at an auction|under bad light|for the retrospective'],
  ['the climber|our guide|a skier|the hut warden', 'slipped on|marked|reached|avoided', 'the ridge|an ice field|the summit cross|a loose slab', 'above the clouds|before noon|on the south face|with one rope'],
  ['the lawyer|a witness|the judge|my employer', 'withdrew|signed|denied|settled', 'the complaint|a non-compete clause|the second statement|the claim', 'out of court|in the corridor|after the hearing|without notice'],
  ['my son|the midwife|our babysitter|the twins', 'learned|refused|dropped|drew', 'the word for moon|a spoon of peas|the blue cup|a purple dragon', 'at nursery|in the bath|during the nap|on the wallpaper'],
  ['the novelist|our book club|a translator|the librarian', 'praised|abandoned|annotated|lent out', 'a thin novella|the fourth chapter|a diary from the war|the audio version', 'at the festival|over coffee|with a pencil|until spring'],
  ['the mechanic|my old van|a cyclist|the garage', 'leaked|overcharged for|straightened|tested', 'the brake line|a bent rim|the gearbox|the winter tyres', 'on the motorway|in the courtyard|before the inspection|at the roundabout'],
  ['the startup|our investor|a customer|the sales team', 'cancelled|doubled|demonstrated|complained about', 'the annual contract|a free trial|the pricing page|an export feature', 'in the board meeting|at the fair|by the end of May|in a long email'],
]
const openings = ['', 'Yesterday ', 'I heard that ', 'As far as I remember, ', 'Believe it or not, ', 'After all, ', 'By the way, ', 'It turned out that ']
const endings = ['', ', which nobody had expected', ', and it took the whole day', ' for the first time in years', ', as Marta had said', ', so we changed our plans', ' and then laughed about it', ', much to my relief']

/** A sentence of ordinary life; the same seed gives the same ones. */
export function lifeSentences(count: number, seed: number): string[] {
  const next = seeded(seed)
  const pick = (from: readonly string[]): string => from[Math.floor(next() * from.length)]!
  return Array.from({ length: count }, () => {
    const [who, does, what, where] = domains[Math.floor(next() * domains.length)]!.map((part) => pick(part.split('|'))) as [string, string, string, string]
    return `${pick(openings)}${who} ${does} ${what} ${where}${pick(endings)}.`.replace(/^./, (letter) => letter.toUpperCase())
  })
}

/** A question somebody might ask about such sentences. */
export function lifeQuestions(count: number, seed: number): string[] {
  const next = seeded(seed)
  const pick = (from: readonly string[]): string => from[Math.floor(next() * from.length)]!
  return Array.from({ length: count }, () => {
    const [who, , what, where] = domains[Math.floor(next() * domains.length)]!.map((part) => pick(part.split('|'))) as [string, string, string, string]
    return pick([`What did ${who} do with ${what}?`, `Who had something to do with ${what} ${where}?`, `When was it that ${who} came up, ${where}?`, `Did I tell you about ${what}?`])
  })
}
