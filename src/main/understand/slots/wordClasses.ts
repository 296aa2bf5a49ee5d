/** Closed groups of words that a tagger should treat alike, written by hand. */
const groups: Readonly<Record<string, string>> = {
  weekday: 'monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue wed thu thur thurs fri sat sun weekend weekends',
  month: 'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec',
  relativeDay: 'today tomorrow yesterday tonight',
  dayPart: 'morning afternoon evening night noon midnight midday dawn dusk lunchtime',
  unitOfTime: 'second seconds minute minutes min mins hour hours hr hrs day days week weeks fortnight month months quarter year years decade century',
  clock: 'am pm a.m p.m oclock clock',
  ordinal: 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth',
  count: 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half dozen couple',
  nextLast: 'next last this coming following previous past upcoming',
  every: 'every each daily weekly monthly yearly annually everyday',
  relative: 'mother mom mum mommy father dad daddy sister brother wife husband son daughter aunt uncle cousin grandmother grandma grandfather grandpa niece nephew boss colleague coworker friend friends girlfriend boyfriend partner parents family fiance neighbour neighbor',
  colour: 'red green blue yellow orange purple pink white black brown grey gray violet turquoise cyan magenta teal lime gold silver',
  room: 'kitchen bedroom bathroom hallway hall living dining garage attic basement cellar office study porch garden balcony nursery corridor house room upstairs downstairs',
  vehicle: 'train bus taxi cab car plane flight tram metro subway underground ferry bike bicycle ship boat uber lyft limo',
  meal: 'breakfast lunch dinner supper brunch snack dessert',
  weather: 'rain rainy raining snow snowing sunny sun cloudy windy wind storm stormy fog foggy hail humid humidity temperature hot cold warm umbrella jacket coat',
  money: 'dollar dollars euro euros pound pounds yen rupee rupees franc francs peso pesos cent cents usd eur gbp yuan won krona ruble rubles bitcoin currency',
  device: 'vacuum hoover roomba plug socket lamp lights light speaker speakers tv television radio phone machine maker cleaner robot',
  network: 'facebook twitter instagram linkedin whatsapp snapchat reddit youtube tumblr pinterest',
  zone: 'gmt utc est pst cst mst cet bst edt pdt eastern pacific central timezone zone',
  compass: 'north south east west northern southern eastern western',
  title: 'mr mrs ms miss dr doctor professor prof sir',
}

const classByWord: ReadonlyMap<string, string> = new Map(Object.entries(groups).flatMap(([name, words]) => words.split(' ').map((word) => [word, name] as const)))

/** The group of a word in lower case: one of the closed lists, else how its signs look; null for a plain word. */
export function classOf(word: string): string | null {
  const known = classByWord.get(word)
  if (known !== undefined) return known
  if (/^\p{N}+$/u.test(word)) return `digits${Math.min(word.length, 5)}`
  if (!/[\p{L}\p{N}]/u.test(word)) return 'sign'
  return word.startsWith('\'') ? 'clitic' : null
}
