import { bystanders } from './bystanders.ts'

/** One invented fact that can be planted and asked for. */
export interface Fact {
  /** How it stands in a note. */
  readonly text: string
  readonly question: string
  /** The words that a right answer holds; any one of them is enough. */
  readonly values: readonly string[]
}

/** A kind of fact: a sentence and its question over subjects and values that belong to no other kind. */
interface Kind {
  readonly subjects: readonly string[]
  readonly values: readonly string[]
  readonly write: (subject: string, value: string) => string
  readonly ask: (subject: string) => string
  /** Other ways of writing the value. */
  readonly also?: (value: string) => string[]
}

/** So many facts of each kind are given as notes; those that follow are told in talk, so that no note repeats what was said. */
const asNotes = 16
const inTalk = 8

// Names, places and figures of many shapes, so that how a tokenizer cuts one of them decides nothing.
const kinds: readonly Kind[] = [
  {
    subjects: ['blue', 'red', 'green', 'grey', 'brown', 'white', 'black', 'yellow', 'orange', 'purple', 'silver', 'pink', 'golden', 'striped', 'wooden', 'tall', 'rusty', 'narrow', 'round', 'spotted', 'copper', 'plastic', 'oval', 'corner'],
    values: ['4271', '8306', '1954', '6042', '7718', '2589', '9133', '3460', '5827', '1276', '8491', '6605', '2048', '7352', '3917', '5164', '1480', '9726', '4093', '6351', '2817', '8649', '7205', '5938'],
    write: (subject, value) => `The code of the ${subject} locker is ${value}.`,
    ask: (subject) => `What is the code of the ${subject} locker?`,
    also: (value) => [`${value[0]},${value.slice(1)}`, `${value[0]} ${value.slice(1)}`],
  },
  {
    subjects: ['Tilda', 'Marek', 'Joanne', 'Osman', 'Beatrix', 'Kenji', 'Lucille', 'Dimitri', 'Wanda', 'Felipe', 'Agnes', 'Rashid', 'Helga', 'Bruno', 'Sunniva', 'Carlo', 'Mirjam', 'Patrick', 'Yasmin', 'Jonas', 'Elena', 'Duncan', 'Sabine', 'Rafael'],
    values: ['Ghent', 'Malmö', 'Seville', 'Tampere', 'Bologna', 'Kraków', 'Dundee', 'Antwerp', 'Basel', 'Leipzig', 'Aarhus', 'Nantes', 'Valencia', 'Split', 'Galway', 'Linz', 'Bilbao', 'Uppsala', 'Verona', 'Zwolle', 'Plymouth', 'Zagreb', 'Rennes', 'Poznań'],
    write: (subject, value) => `${subject} lives in ${value}.`,
    ask: (subject) => `Where does ${subject} live?`,
  },
  {
    subjects: ['passport', 'spare key', 'drill', 'tent', 'sewing kit', 'tripod', 'chess set', 'first aid box', 'umbrella', 'old camera', 'ladder', 'kite', 'bread tin', 'road map', 'flute', 'thermos', 'magnifying glass', 'hiking map', 'sledge', 'paint box', 'stapler', 'fishing rod', 'accordion', 'torch'],
    values: ['attic', 'desk drawer', 'garage', 'hallway chest', 'kitchen cupboard', 'cellar', 'wardrobe', 'bathroom cabinet', 'car boot', 'garden hut', 'bookcase', 'laundry room', 'pantry', 'toolbox', 'suitcase', 'office', 'greenhouse', 'guest room', 'wine rack', 'coat pocket', 'linen basket', 'boat house', 'music room', 'glove box'],
    write: (subject, value) => `The ${subject} is in the ${value}.`,
    ask: (subject) => `Where is the ${subject}?`,
  },
  {
    subjects: ['Ruth', 'Anders', 'Paloma', 'Viktor', 'Maeve', 'Ismail', 'Greta', 'Hugo', 'Noriko', 'Stefan', 'Ingrid', 'Pablo', 'Zora', 'Callum', 'Odile', 'Teun', 'Selma', 'Arthur', 'Ludmila', 'Quentin', 'Farah', 'Gerard', 'Dagny', 'Milan'],
    values: ['12 March', '4 July', '23 October', '9 January', '30 May', '17 August', '2 December', '26 February', '14 June', '5 November', '21 April', '8 September', '11 May', '28 July', '3 October', '19 January', '7 April', '25 June', '13 December', '1 August', '16 February', '29 November', '10 July', '22 September'],
    write: (subject, value) => `The birthday of ${subject} is ${value}.`,
    ask: (subject) => `What is the birthday of ${subject}?`,
    also: (value) => { const [day, month] = value.split(' ') as [string, string]; return [`${month} ${day}`, `${month} the ${day}`, `${day} of ${month}`, ...['st', 'nd', 'rd', 'th'].flatMap((end) => [`${month} ${day}${end}`, `${day}${end} of ${month}`])] },
  },
  {
    subjects: ['Karin', 'Leopold', 'Fatima', 'Gregor', 'Amelie', 'Sven', 'Rosalind', 'Jorge', 'Petra', 'Edmund', 'Naima', 'Tobias', 'Livia', 'Oscar', 'Thea', 'Walter', 'Corinna', 'Hamid', 'Elsbeth', 'Matteo', 'Ragna', 'Simon', 'Imke', 'Bernard'],
    values: ['Biscuit', 'Pepper', 'Ziggy', 'Waffles', 'Bandit', 'Mango', 'Pickle', 'Shadow', 'Tango', 'Olive', 'Rocket', 'Domino', 'Clover', 'Juniper', 'Noodle', 'Captain', 'Pretzel', 'Comet', 'Maple', 'Whiskey', 'Button', 'Thunder', 'Cricket', 'Marble'],
    write: (subject, value) => `The dog of ${subject} is called ${value}.`,
    ask: (subject) => `What is the dog of ${subject} called?`,
  },
  {
    subjects: ['bakery', 'choir', 'dentist', 'swimming club', 'bicycle shop', 'library card', 'allotment', 'yoga class', 'parking space', 'piano teacher', 'phone plan', 'ferry ticket', 'museum pass', 'storage room', 'language course', 'tennis court', 'chimney sweep', 'tailor', 'pottery class', 'car wash', 'hairdresser', 'rowing club', 'locksmith', 'florist'],
    values: ['37', '112', '64', '285', '49', '18', '93', '156', '71', '340', '26', '58', '205', '83', '174', '430', '67', '139', '52', '218', '31', '96', '265', '143'],
    write: (subject, value) => `The bill of the ${subject} was ${value} euros.`,
    ask: (subject) => `How many euros was the bill of the ${subject}?`,
  },
]

/** A fact for notes; kind and number begin anew at their end. */
function noteOf(kind: number, at: number): Fact {
  return factOf(kind % kinds.length, at % asNotes)
}

/** The facts that are told in talk, each once; null when all are told. */
export function toldFact(number: number): Fact | null {
  const at = Math.floor(number / kinds.length)
  return at < inTalk ? factOf(number % kinds.length, asNotes + at) : null
}

function factOf(kind: number, at: number): Fact {
  const of = kinds[kind]!
  const subject = of.subjects[at]!
  const value = of.values[at]!
  return { text: of.write(subject, value), question: of.ask(subject), values: [value, ...(of.also?.(value) ?? [])] }
}

/** Of so many notes one is of the kind that is asked for, and so the easiest to confuse it with. */
const alikeEvery = 5

/**
 * A question and the notes given with it: what is asked for stands at `place` among them. The first of the others is of its own
 * kind; most are not, because in life few notes that are recalled together are written alike.
 */
export function plantNotes(number: number, count: number, place: number): { asked: Fact; notes: readonly Fact[] } {
  const kind = number % kinds.length
  const from = number * 7 + Math.floor(number / kinds.length)
  const asked = noteOf(kind, from)
  const others = Array.from({ length: count - 1 }, (_, at) => at % alikeEvery === 0 ? noteOf(kind, from + 1 + at / alikeEvery) : bystanders[(from + at) % bystanders.length]!)
  return { asked, notes: [...others.slice(0, place), asked, ...others.slice(place)] }
}
