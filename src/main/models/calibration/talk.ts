import type { ChatMessage } from '../ports.ts'
import { toldFact, type Fact } from './facts.ts'

/** A stretch of invented talk: one exchange, which may tell a fact in passing. */
export interface Exchange { readonly messages: readonly ChatMessage[]; readonly told: Fact | null }

// Lists whose lengths share no divisor, so that no sentence returns soon: a weak model copies what it has seen twice.
const foods = ['beetroot', 'lentils', 'parsnips', 'chestnuts', 'red cabbage', 'barley', 'leeks', 'plums', 'trout', 'mushrooms', 'chickpeas'] as const
const herbs = ['thyme', 'dill', 'sage', 'mint', 'caraway', 'bay leaf', 'chives', 'fennel', 'rosemary', 'parsley', 'tarragon', 'nutmeg', 'mustard seed'] as const
const works = ['the garden bench', 'a squeaking door', 'the cracked vase', 'an old frame', 'the bathroom shelf', 'a torn map', 'the window sill', 'a wobbly table', 'the letter box', 'a dull knife', 'the fence', 'a worn belt', 'the lamp shade', 'a loose button', 'the flower pot', 'a broken zip', 'the gutter'] as const
const means = ['linseed oil', 'a drop of glue', 'fine sandpaper', 'warm soapy water', 'a thin brush', 'beeswax', 'two small screws', 'a damp cloth', 'strong thread', 'a wooden wedge', 'white vinegar', 'paper tape', 'a soft pencil', 'cork', 'a wire brush', 'chalk', 'felt pads', 'a spare hinge', 'olive soap'] as const
const wonders = ['tides', 'rainbows', 'magnets', 'yeast', 'echoes', 'fog', 'compasses', 'rust', 'static on a jumper', 'the colour of leaves', 'the smell of rain', 'frost on windows', 'hiccups', 'quicksand', 'thunder', 'soap bubbles', 'northern lights', 'moss on walls', 'shooting stars', 'sea salt', 'amber', 'dew', 'avalanches'] as const

const at = <T>(list: readonly T[], number: number): T => list[number % list.length]!

const forms: readonly ((number: number) => readonly [string, string])[] = [
  (n) => [`How long should I cook ${at(foods, n)} for ${2 + n % 7} people, and what goes with it?`, `Give it ${12 + (n * 5) % 47} minutes on a low flame. A little ${at(herbs, n)} suits ${at(foods, n)} well, and ${at(foods, n + 4)} on the side makes a whole meal.`],
  (n) => [`What can I do about ${at(works, n)}? I have ${at(means, n)} at home.`, `For ${at(works, n)} that will do. Clean it first, use ${at(means, n)} sparingly, and leave it alone for ${1 + (n * 3) % 29} hours; ${at(means, n + 7)} helps if it comes back.`],
  (n) => [`Can you explain ${at(wonders, n)} to a child of ${4 + n % 9}?`, `Say that ${at(wonders, n)} come from small things which push and pull. Then show it: ${at(means, n + 3)} and a bowl of water are enough to make them curious about ${at(wonders, n + 5)} as well.`],
  (n) => [`Is ${at(herbs, n)} better than ${at(herbs, n + 5)} with ${at(foods, n + 1)}?`, `With ${at(foods, n + 1)} I would take ${at(herbs, n)}, because ${at(herbs, n + 5)} covers everything else. ${3 + (n * 7) % 17} leaves are plenty.`],
  (n) => [`Give me an idea for a rainy afternoon with ${at(works, n + 2)} in mind.`, `Take a picture of ${at(works, n + 2)}, draw it with ${at(means, n + 9)}, and write underneath what ${at(wonders, n + 11)} have to do with it. It takes about ${20 + (n * 11) % 71} minutes.`],
]

/** So many exchanges at the beginning tell a fact each; from then on four in every doubling do. */
const denseExchanges = 8
const perDoubling = 4

/** The number of the fact that an exchange tells; null for most. */
function toldBy(number: number): number | null {
  if (number < denseExchanges) return number
  const doubling = Math.floor(Math.log2(number / denseExchanges))
  const first = denseExchanges * 2 ** doubling
  const step = first / perDoubling
  return (number - first) % step === 0 ? denseExchanges + doubling * perDoubling + (number - first) / step : null
}

/** The exchange with this number: always the same, and like none of its neighbours. */
export function exchangeAt(number: number): Exchange {
  const order = toldBy(number)
  const told = order === null ? null : toldFact(order)
  const [asks, answers] = at(forms, number)(number)
  return { told, messages: [{ role: 'user', text: told === null ? asks : `By the way: ${told.text} ${asks}` }, { role: 'assistant', text: answers }] }
}
