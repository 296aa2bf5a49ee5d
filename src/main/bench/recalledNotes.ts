import { seeded } from './sampleProfile.ts'

/** A note of a made-up person, the question that it answers, and the words of a right answer. */
export interface NoteQuestion { readonly text: string; readonly question: string; readonly values: readonly string[] }

/** One question with the notes that a recall would bring for it, best score first. */
export interface RecallCase { readonly asked: NoteQuestion; readonly notes: readonly { readonly note: NoteQuestion; readonly score: number }[] }

const note = (text: string, question: string, ...values: string[]): NoteQuestion => ({ text, question, values })

/** Of one matter each, so that what is recalled together is alike, as it is in life. None of it stands in a calibration. */
const matters: readonly (readonly NoteQuestion[])[] = [
  [
    note('My sister Hanne works as a veterinarian.', 'What does my sister Hanne do for a living?', 'veterinarian', 'vet'),
    note('My brother Lukas plays the cello in an orchestra.', 'Which instrument does my brother Lukas play?', 'cello'),
    note('My mother grew up on a farm near Arnhem.', 'Where did my mother grow up?', 'Arnhem'),
    note('My father drives a bus on line 14.', 'Which bus line does my father drive?', '14'),
    note('My cousin Elin studies geology.', 'What does my cousin Elin study?', 'geology'),
    note('My grandmother turns 91 this year.', 'How old does my grandmother turn this year?', '91'),
  ],
  [
    note('My car is a Skoda from 2016.', 'What make is my car?', 'Skoda'),
    note('My bicycle has a frame made of titanium.', 'What is the frame of my bicycle made of?', 'titanium'),
    note('I park the car in Willow Street.', 'In which street do I park the car?', 'Willow'),
    note('The car needs new brakes in spring.', 'What does the car need in spring?', 'brakes'),
    note('My scooter was stolen in Rotterdam.', 'In which city was my scooter stolen?', 'Rotterdam'),
    note('The car insurance is with Meridian.', 'Which company is the car insurance with?', 'Meridian'),
  ],
  [
    note('I am allergic to walnuts.', 'What am I allergic to?', 'walnuts', 'walnut'),
    note('I cannot stand the taste of coriander.', 'Which taste can I not stand?', 'coriander'),
    note('On Fridays we always eat pancakes.', 'What do we always eat on Fridays?', 'pancakes', 'pancake'),
    note('My favourite drink is ginger lemonade.', 'What is my favourite drink?', 'ginger lemonade', 'ginger'),
    note('I bake my bread with spelt flour.', 'Which flour do I bake my bread with?', 'spelt'),
    note('For breakfast I have porridge with figs.', 'What do I have with my porridge?', 'figs', 'fig'),
  ],
  [
    note('I work at a printing house called Falkner.', 'What is the printing house called where I work?', 'Falkner'),
    note('My manager is Priya Nair.', 'Who is my manager?', 'Priya'),
    note('Our team meets in room 312.', 'In which room does our team meet?', '312'),
    note('I am paid on the 25th of each month.', 'On which day of the month am I paid?', '25th', '25'),
    note('My colleague Bastian handles the invoices.', 'Who handles the invoices at work?', 'Bastian'),
    note('The deadline of the catalogue is in November.', 'In which month is the deadline of the catalogue?', 'November'),
  ],
  [
    note('I take 40 milligrams of Atorva every evening.', 'How many milligrams of Atorva do I take?', '40'),
    note('My doctor is called Lindqvist.', 'What is my doctor called?', 'Lindqvist'),
    note('My blood type is AB negative.', 'What is my blood type?', 'AB negative', 'AB'),
    note('I broke my left wrist while skating.', 'What was I doing when I broke my wrist?', 'skating'),
    note('I sleep best with the window open.', 'How should the window be so that I sleep best?', 'open'),
    note('My physiotherapist has her practice in Elm Lane.', 'In which street is the practice of my physiotherapist?', 'Elm'),
  ],
  [
    note('Our house was built in 1928.', 'In which year was our house built?', '1928'),
    note('The wifi network at home is named Kingfisher.', 'What is the wifi network at home named?', 'Kingfisher'),
    note('The living room walls are painted ochre.', 'Which colour are the living room walls painted?', 'ochre'),
    note('The neighbour upstairs is called Mr Okafor.', 'What is the neighbour upstairs called?', 'Okafor'),
    note('The heating is serviced by a firm called Thermano.', 'Which firm services the heating?', 'Thermano'),
    note('We collect the rubbish bins on Tuesday.', 'On which weekday do we collect the rubbish bins?', 'Tuesday'),
  ],
  [
    note('Last summer we hiked in Slovenia.', 'Where did we hike last summer?', 'Slovenia'),
    note('In winter I want to see Reykjavik.', 'Which city do I want to see in winter?', 'Reykjavik'),
    note('We always stay at the Hotel Belvedere.', 'At which hotel do we always stay?', 'Belvedere'),
    note('My suitcase lock opens with 739.', 'With which number does my suitcase lock open?', '739'),
    note('I get seasick, so we travel by train.', 'How do we travel because I get seasick?', 'train'),
    note('Our flight to Lisbon leaves at half past six.', 'Where does our flight go?', 'Lisbon'),
  ],
  [
    note('On Wednesdays I sing in a choir.', 'What do I do on Wednesdays?', 'sing', 'choir', 'singing'),
    note('I collect stamps from Norway.', 'From which country do I collect stamps?', 'Norway'),
    note('I am reading a novel by Undset.', 'By whom is the novel that I am reading?', 'Undset'),
    note('My running record over ten kilometres is 52 minutes.', 'How many minutes is my record over ten kilometres?', '52'),
    note('I am learning to speak Hungarian.', 'Which language am I learning?', 'Hungarian'),
    note('My chess club is called Black Knights.', 'What is my chess club called?', 'Black Knights'),
  ],
  [
    note('Our cat Minka is afraid of umbrellas.', 'What is our cat Minka afraid of?', 'umbrellas', 'umbrella'),
    note('The parrot of my aunt says good morning in Greek.', 'In which language does my aunt\'s parrot say good morning?', 'Greek'),
    note('Our tortoise is 33 years old.', 'How old is our tortoise?', '33'),
    note('The cat gets salmon on Sundays.', 'What does the cat get on Sundays?', 'salmon'),
    note('Our rabbits are called Pip and Dot.', 'What are our rabbits called?', 'Pip'),
    note('The vet of our pets is in Harbour Street.', 'In which street is the vet of our pets?', 'Harbour'),
  ],
  [
    note('My daughter Freja is in class 5.', 'In which class is my daughter Freja?', '5'),
    note('My son Emil wants to become a pilot.', 'What does my son Emil want to become?', 'pilot'),
    note('The teacher of the children is Mrs Dahl.', 'Who is the teacher of the children?', 'Dahl'),
    note('Freja needs a costume of a hedgehog for the play.', 'Which costume does Freja need for the play?', 'hedgehog'),
    note('Emil has his swimming lesson on Thursday.', 'On which weekday does Emil have his swimming lesson?', 'Thursday'),
    note('The school trip goes to Delft.', 'Where does the school trip go?', 'Delft'),
  ],
  [
    note('I save 150 euros every month.', 'How many euros do I save every month?', '150'),
    note('My bank is called Nordhaven.', 'What is my bank called?', 'Nordhaven'),
    note('The rent goes up in August.', 'In which month does the rent go up?', 'August'),
    note('I lent 600 euros to my friend Simo.', 'To whom did I lend 600 euros?', 'Simo'),
    note('I give to a charity that plants mangroves.', 'What does the charity plant that I give to?', 'mangroves', 'mangrove'),
    note('The tax office wants my papers by May.', 'By which month does the tax office want my papers?', 'May'),
  ],
  [
    note('In the garden we grow artichokes.', 'What do we grow in the garden?', 'artichokes', 'artichoke'),
    note('The apple tree was planted by Uncle Rolf.', 'Who planted the apple tree?', 'Rolf'),
    note('The pond in the garden is 80 centimetres deep.', 'How many centimetres deep is the pond?', '80'),
    note('The garden shed is painted turquoise.', 'Which colour is the garden shed painted?', 'turquoise'),
    note('The hedge is cut every October.', 'In which month is the hedge cut?', 'October'),
    note('A family of owls lives in the old barn.', 'Which animals live in the old barn?', 'owls', 'owl'),
  ],
]

const notesPerCase = 8
/** What recall brings first is mostly, and not always, what was asked for: how often it stands at which rank. */
const ranks: readonly (readonly [rank: number, share: number])[] = [[1, 0.6], [2, 0.18], [3, 0.1], [4, 0.05], [5, 0.04], [7, 0.03]]
/** Scores of a recall by rank, about. */
const scores = [0.78, 0.66, 0.59, 0.53, 0.48, 0.44, 0.41, 0.38] as const
const jitter = 0.03

/** The fixed set: a question for every note, spread over all matters, with the same notes and scores in every run. */
export function recallCases(): RecallCase[] {
  const next = seeded(11)
  const each = matters[0]!.length
  return Array.from({ length: matters.length * each }, (_, number) => {
    const matter = number % matters.length
    const own = matters[matter]!
    const asked = own[Math.floor(number / matters.length)]!
    const near = own.filter((one) => one !== asked)
    const far = [1, 2, 3].map((step) => { const other = matters[(matter + step * 5) % matters.length]!; return other[Math.floor(next() * other.length)]! })
    const others = [...near, ...far].slice(0, notesPerCase - 1)
    const rank = rankOf(next())
    const ordered = [...others.slice(0, rank - 1), asked, ...others.slice(rank - 1)]
    return { asked, notes: ordered.map((one, at) => ({ note: one, score: scores[at]! + (next() - 0.5) * jitter })) }
  })
}

function rankOf(draw: number): number {
  let below = 0
  for (const [rank, share] of ranks) {
    below += share
    if (draw < below) return rank
  }
  return 1
}
