import type { PromptMessage } from '../../shared/piece.ts'
import { seeded } from './sampleProfile.ts'

/** One question of the day, with all that stands around it when it is asked. */
export interface DayRequest {
  readonly at: number
  readonly text: string
  readonly prompt: readonly PromptMessage[]
  /** Names the one right answer: what is asked, what is known by then, and the talk before. Equal names, equal answers. */
  readonly right: string
  /** Answers of a few words, which are made as fast as they are found. */
  readonly isShort: boolean
}

/** How a day is put together; shares are of all requests and leave the rest to questions of somebody's own. */
export interface DayShape {
  readonly requests: number
  readonly hours: number
  readonly topics: number
  /** Exponent of Zipf's law over the topics: 1 is that of words in a language. */
  readonly zipf: number
  /** Of the questions for help: those that are picked from a list of suggestions, word for word. */
  readonly picked: number
  readonly shares: { readonly help: number; readonly followUp: number; readonly timely: number; readonly short: number }
  /** So many requests lie between two notes that are learned. */
  readonly noteEvery: number
  /** One person: everything stands in talks of this many messages, and each talk has its own. */
  readonly talkLength: number
}

const products = ['bread oven', 'hand mill', 'proofing basket', 'stone plate', 'dough scraper', 'flour bin', 'kneading machine', 'steam tray', 'bread knife', 'linen cloth']
/** Four wordings of one question; no wording of one is a wording of another. */
const aspects: readonly (readonly [string, string, string, string])[] = [
  ['How do I clean the #?', 'What is the best way to clean the #?', 'Cleaning the #: how does it work?', 'My # is dirty, what do I do?'],
  ['How long is the warranty on the #?', 'What warranty does the # have?', 'For how many years is the # covered?', 'Is there a guarantee on the #, and for how long?'],
  ['How do I return the #?', 'Can I send the # back, and how?', 'I want to give back my #, what are the steps?', 'Returning the #: what do I need?'],
  ['What is the # made of?', 'Which material is the #?', 'Tell me the material of the #.', 'Is the # made of steel, wood or something else?'],
  ['How do I order a spare part for the #?', 'Where are spare parts for the #?', 'Something broke off my #, how do I get the part?', 'Replacement parts for the #: how?'],
  ['Can the # go into the dishwasher?', 'Is the # safe in a dishwasher?', 'Dishwasher and #: yes or no?', 'Does the dishwasher harm the #?'],
  ['How do I use the # for the first time?', 'First use of the #: what do I do?', 'My # has just arrived, how do I begin?', 'What comes first with a new #?'],
  ['How much does it cost to ship the #?', 'What are the shipping costs of the #?', 'Shipping the #: at what price?', 'What do you charge to send the #?'],
  ['How do I store the #?', 'Where is the # best kept?', 'What is a good place for the #?', 'Storing the # over the winter: how?'],
  ['What size is the #?', 'How big is the #?', 'Give me the measures of the #.', 'Does the # fit on a small shelf?'],
  ['Which flour fits the #?', 'What flour do you advise with the #?', 'The #: wholemeal or white flour?', 'What kind of flour is right for the #?'],
  ['How do I repair the #?', 'The # does not work, how do I mend it?', 'Repairing the # at home: how?', 'What can I do about a broken #?'],
]
const followUps = ['Can you explain that in more detail?', 'Does that also hold for the older model?', 'What if that does not help?', 'Is there a picture of it?']
const timely = ['Are you open today?', 'Is the # in stock now?', 'What is the current price of the #?', 'When will my parcel arrive tomorrow?', 'What is the latest news from the shop?']
const shorts = ['Hello there', 'Are you a machine?', 'Do you speak French?', 'Is that all?']
const rules = 'You help the customers of a shop for bakers. Answer from the notes.'

/** Makes a day, the same for the same seed: what is asked, when, in which talk, and knowing what. */
export function makeDay(shape: DayShape, start: number, seed: number): DayRequest[] {
  const next = seeded(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!
  const ofTopic = zipf(shape.topics, shape.zipf)
  const wordingOf = shares([0.5, 0.25, 0.15, 0.1])
  const times = Array.from({ length: shape.requests }, () => Math.round(start + timeOfDay(next) * shape.hours * 3_600_000)).toSorted((a, b) => a - b)
  let talk: PromptMessage[] = []
  /** First questions whose talk may go on. */
  const open: { readonly prompt: readonly PromptMessage[]; readonly right: string }[] = []
  return times.map((at, number): DayRequest => {
    const known = Math.floor(number / shape.noteEvery)
    const drawn = next()
    const { help, followUp, timely: hurried, short } = shape.shares
    if (shape.talkLength > 0 && number % shape.talkLength === 0) talk = []
    const before = shape.talkLength > 0 ? talk : []
    const ask = (text: string, asked: string, earlier: readonly PromptMessage[] = before, isShort = false): DayRequest => {
      const right = JSON.stringify([asked, known, earlier.map((one) => one.text)])
      const made = { at, text, prompt: promptOf(text, known, earlier), right, isShort }
      if (shape.talkLength > 0) talk = [...talk, said('user', text), said('assistant', answerOf(made))]
      return made
    }
    if (drawn < help) {
      const topic = ofTopic(next())
      const wordings = aspects[topic % aspects.length]!
      const product = products[Math.floor(topic / aspects.length) % products.length]!
      const isPicked = next() < shape.picked
      const plain = wordings[isPicked ? 0 : wordingOf(next())]!.replaceAll('#', product)
      const made = ask(isPicked ? plain : typed(plain, next), `${topic}`)
      open.push(made)
      return made
    }
    if (drawn < help + followUp && open.length > 0) {
      const first = open[Math.max(0, open.length - 1 - Math.floor(next() * 20))]!
      const earlier = [said('user', textOf(first.prompt)), said('assistant', answerOf(first))]
      const text = pick(followUps)
      return ask(text, text, shape.talkLength > 0 ? before : earlier)
    }
    if (drawn < help + followUp + hurried) return ask(pick(timely).replaceAll('#', pick(products)), `at ${number}`)
    if (drawn < help + followUp + hurried + short) { const text = pick(shorts); return ask(text, text, before, true) }
    const order = 10_000 + number
    return ask(`Where is my order ${order}, a ${pick(products)} for ${1 + number % 9} people?`, `order ${order}`)
  })
}

/** The scripted answer to a request: it says what it is right for, so that a wrong hit can be told from a right one. */
export function answerOf({ right, isShort }: Pick<DayRequest, 'right'> & { readonly isShort?: boolean }): string {
  return isShort === true ? right.slice(0, 90) : `${right} ${'As the notes say, do it slowly and with care. '.repeat(3)}`
}

function promptOf(text: string, known: number, earlier: readonly PromptMessage[]): PromptMessage[] {
  const notes = `Notes:\n${Array.from({ length: Math.min(known, 8) + 1 }, (_, at) => `- Note ${known - at} of the shop.`).join('\n')}\n\n`
  return [said('system', rules), ...earlier, { role: 'user', text: notes + text, spans: [{ start: notes.length, end: notes.length + text.length, region: 'message', pieceId: 'message' }] }]
}

const said = (role: PromptMessage['role'], text: string): PromptMessage => ({ role, text, spans: [] })

function textOf(prompt: readonly PromptMessage[]): string {
  const last = prompt.at(-1)!
  return last.text.slice(last.spans[0]!.start)
}

/** How somebody types the same: without the capital or the mark, with a greeting or thanks, with a space too many. */
function typed(text: string, next: () => number): string {
  const ways: readonly ((one: string) => string)[] = [
    (one) => one, (one) => one.toLowerCase(), (one) => one.replace(/[?.]$/u, ''), (one) => `Hi, ${one}`, (one) => `${one.slice(0, -1)}, please?`, (one) => one.replace(' ', '  '), (one) => `${one} Thanks!`, (one) => one.toLowerCase().replace(/[?.]$/u, ''),
  ]
  return ways[Math.floor(next() * ways.length)]!(text)
}

/** Two peaks, one before noon and one in the evening. */
function timeOfDay(next: () => number): number {
  const around = next() < 0.5 ? 0.3 : 0.75
  return Math.min(0.999, Math.max(0, around + (next() + next() + next() - 1.5) * 0.3))
}

function zipf(count: number, exponent: number): (drawn: number) => number {
  return shares(Array.from({ length: count }, (_, at) => (at + 1) ** -exponent))
}

/** Draws a place by its weight. */
function shares(weights: readonly number[]): (drawn: number) => number {
  const total = weights.reduce((sum, one) => sum + one, 0)
  return (drawn) => {
    let left = drawn * total
    const at = weights.findIndex((weight) => (left -= weight) < 0)
    return at === -1 ? weights.length - 1 : at
  }
}
