import type { Fact } from './facts.ts'

/** Notes that stand beside the one that is asked for and are never asked for themselves: each of its own form, as notes in life are. */
export const bystanders: readonly Fact[] = ([
  ['The plumber comes on Monday at nine.', 'Monday'], ['Aunt Vera collects teapots.', 'teapots'], ['The hamster escaped twice last week.', 'hamster'],
  ['My favourite song is about the sea.', 'sea'], ['The train to work takes forty minutes.', 'forty minutes'], ['I promised to water the plants of the Hendersons.', 'Hendersons'],
  ['Our old sofa went to the charity shop.', 'charity shop'], ['The recipe for goulash came from my uncle.', 'uncle'], ['I prefer trains to planes.', 'trains'],
  ['The film club shows a western tonight.', 'western'], ['My left shoe pinches.', 'shoe'], ['The twins start school after the holidays.', 'school'],
  ['The coffee machine needs to be descaled.', 'coffee machine'], ['I gave up sugar a year ago.', 'sugar'], ['Somebody scratched the paint of the front door.', 'front door'],
  ['The band rehearses above the post office.', 'post office'], ['My glasses broke on the ski slope.', 'ski slope'], ['We planted a cherry tree for the wedding.', 'cherry tree'],
  ['The mayor opened the new bridge.', 'mayor'], ['I write my diary with green ink.', 'green ink'], ['The heating makes a humming noise at night.', 'humming'],
] as const).map(([text, value]) => ({ text, question: '', values: [value] }))
