import { handPairs } from './cachePairsByHand.ts'

/** Two questions that look alike and ask for different answers, by what tells them apart. */
export interface NearMiss { readonly kind: string; readonly a: string; readonly b: string }

/** `{x}` stands for what differs, `{o}` for what both are about. */
interface Template { readonly kind: string; readonly form: string; readonly about: readonly string[]; readonly differ: readonly (readonly [string, string])[] }

const templates: readonly Template[] = [
  { kind: 'number', form: 'How long do I bake {x} {o}?', about: ['loaves', 'rolls', 'tarts', 'small pies', 'flat breads'], differ: [['2', '3'], ['12', '21'], ['1', '10'], ['1.5', '15'], ['6', '9'], ['20', '200']] },
  { kind: 'number', form: 'What is {x}% of {o}?', about: ['80', '1,200', '45.5', 'my wages', 'a pound'], differ: [['5', '50'], ['7', '7.5'], ['-3', '3'], ['0.1', '1'], ['12', '13']] },
  { kind: 'number', form: 'Who ruled {o} in {x}?', about: ['Sweden', 'Persia', 'Naples'], differ: [['1612', '1621'], ['1700', '1701'], ['900', '1900'], ['1450', '1540']] },
  { kind: 'number', form: 'What does rule {x} of the {o} say?', about: ['house code', 'chess handbook', 'club', 'road'], differ: [['4', '14'], ['4.1', '4.10'], ['IV', 'VI'], ['4a', '4b'], ['2²', '22'], ['x²', 'x2']] },
  { kind: 'name', form: 'What should I see in {x} {o}?', about: ['in two days', 'with children', 'by bicycle', 'on foot'], differ: [['Porto', 'Lisbon'], ['Bergen', 'Bern'], ['Georgia', 'Germany'], ['York', 'New York'], ['Cork', 'Como'], ['Turin', 'Tours']] },
  { kind: 'name', form: 'When was {x} born, the {o}?', about: ['painter', 'writer', 'composer', 'sailor'], differ: [['Anna Lind', 'Anna Linde'], ['J. Brook', 'K. Brook'], ['Strauss', 'Straus'], ['Marta Vos', 'Marta Voss'], ['Ibsen', 'Jensen']] },
  { kind: 'name', form: 'Write to {x} about the {o}.', about: ['invoice', 'garden party', 'broken lift'], differ: [['Mr Hale', 'Mrs Hale'], ['Tom', 'Tim'], ['the owner', 'the tenant'], ['Dr Baum', 'Dr Braun']] },
  { kind: 'negation', form: '{x} eat {o}?', about: ['raw beans', 'green potatoes', 'rhubarb leaves', 'apple seeds'], differ: [['May I', 'May I not'], ['Why do we', 'Why don’t we'], ['Who can', 'Who cannot'], ['When should one', 'When should one never']] },
  { kind: 'negation', form: 'Which {o} are {x}?', about: ['mushrooms', 'berries', 'snakes', 'garden plants'], differ: [['poisonous', 'not poisonous'], ['safe', 'unsafe'], ['edible', 'inedible'], ['native', 'non-native']] },
  { kind: 'negation', form: 'A meal with {o}, {x}', about: ['rice', 'lentils', 'noodles', 'beans'], differ: [['with nuts', 'without nuts'], ['with no salt', 'with salt'], ['except meat', 'and meat']] },
  { kind: 'language', form: 'How do you say “{o}” in {x}?', about: ['good night', 'the bill, please', 'thank you', 'hello'], differ: [['Danish', 'Dutch'], ['Spanish', 'Portuguese'], ['Slovak', 'Slovene'], ['Polish', 'Finnish'], ['Swiss German', 'German']] },
  { kind: 'language', form: 'Translate into {x}: {o}', about: ['thanks', 'please', 'The train is late.'], differ: [['French', 'Italian'], ['Mandarin', 'Cantonese'], ['Norwegian', 'Swedish']] },
  { kind: 'unit', form: 'How much is {o} {x}?', about: ['5', '40', '0.3', '1,000'], differ: [['kg in pounds', 'kg in ounces'], ['°C in °F', '°F in °C'], ['MW', 'mW'], ['km in miles', 'cm in miles'], ['MB', 'Mb'], ['m²', 'm³'], ['litres', 'cubic feet']] },
  { kind: 'unit', form: 'How many {x} of {o} do I need?', about: ['flour', 'sugar', 'oil', 'butter'], differ: [['grams', 'ounces'], ['cups', 'spoons'], ['tsp', 'tbsp'], ['pounds', 'kilos']] },
  { kind: 'time', form: 'What do I do {x} the {o}?', about: ['storm', 'exam', 'operation'], differ: [['before', 'after'], ['until', 'since'], ['the day before', 'the week before'], ['during', 'after']] },
  { kind: 'time', form: 'Is the {o} open on {x}?', about: ['museum', 'library', 'pool'], differ: [['Monday', 'Sunday'], ['3 May', '5 March'], ['weekdays', 'weekends'], ['Easter Friday', 'Easter Monday'], ['07/04', '04/07']] },
  { kind: 'time', form: 'Remind me of the {o} at {x}.', about: ['call', 'cake', 'tablets'], differ: [['7 am', '7 pm'], ['6:30', '6:03'], ['half past two', 'half past three']] },
  { kind: 'order', form: 'How do I convert {x} {o}?', about: ['in a script', 'by hand', 'online', 'with a formula'], differ: [['JSON to YAML', 'YAML to JSON'], ['euros to crowns', 'crowns to euros'], ['feet to metres', 'metres to feet'], ['a list to a set', 'a set to a list']] },
  { kind: 'order', form: 'Why did {x} {o}?', about: ['in the end', 'in the film', 'at first', 'in the story'], differ: [['Ana leave Luis', 'Luis leave Ana'], ['the dog chase the cat', 'the cat chase the dog'], ['Troy fight Sparta', 'Sparta fight Troy']] },
  { kind: 'order', form: 'Is {x} {o}?', about: ['as a rule', 'on average', 'in winter'], differ: [['tin harder than lead', 'lead harder than tin'], ['the bus faster than the tram', 'the tram faster than the bus'], ['7 more than 5', '5 more than 7']] },
  { kind: 'direction', form: 'How do I {x} a {o}?', about: ['user', 'plug-in', 'branch', 'window'], differ: [['add', 'remove'], ['enable', 'disable'], ['install', 'uninstall'], ['open', 'close'], ['merge', 'split']] },
  { kind: 'direction', form: 'What is the {x} {o}?', about: ['river of Spain', 'bridge in Wales', 'lake of Finland'], differ: [['longest', 'shortest'], ['oldest', 'newest'], ['largest', 'second largest'], ['first', 'last']] },
  { kind: 'quantifier', form: 'Do {x} {o} fly?', about: ['birds', 'beetles', 'ants'], differ: [['all', 'some'], ['most', 'few'], ['any', 'only male'], ['both', 'no']] },
  { kind: 'code', form: 'What does {x} do in {o}?', about: ['Ruby', 'C', 'a shell'], differ: [['`a+b`', '`a-b`'], ['sort', 'sort!'], ['x == y', 'x = y'], ['&&', '&'], ['`Map`', '`map`'], ['read_line', 'readline'], ['cd ..', 'cd .'], ['a->b', 'a.b'], ['>', '>>']] },
  { kind: 'capital', form: 'What is {x} {o}?', about: ['known for', 'made of'], differ: [['US steel', 'us steel'], ['a Polish knife', 'a polish knife'], ['the Apple case', 'the apple case'], ['a March beer', 'a march beer']] },
  { kind: 'kind', form: '{x} the {o} built?', about: ['tower', 'canal', 'old bridge', 'city wall'], differ: [['When was', 'Why was'], ['How was', 'Where was'], ['By whom was', 'For whom was']] },
  { kind: 'person', form: 'What is {x} duty {o}?', about: ['at work', 'as a guest'], differ: [['my', 'your'], ['his', 'her'], ['a father’s', 'a mother’s'], ['the landlord’s', 'the tenant’s']] },
  { kind: 'tense', form: 'What {x} {o} like?', about: ['life in Rome', 'the food at sea'], differ: [['is', 'was'], ['will be', 'would be'], ['was', 'could be']] },
]

/** More than six hundred pairs: every template with all that it is about, and those written one by one. */
export function nearMisses(): NearMiss[] {
  const fill = (form: string, o: string, x: string) => form.replaceAll('{o}', o).replaceAll('{x}', x)
  return [
    ...templates.flatMap(({ kind, form, about, differ }) => about.flatMap((o) => differ.map(([a, b]) => ({ kind, a: fill(form, o, a), b: fill(form, o, b) })))),
    ...handPairs.map(([kind, a, b]) => ({ kind, a, b })),
  ]
}

/** Two typings of one question, which must be found to be one. */
export function sameQuestions(): (readonly [string, string])[] {
  const questions = ['How do I boil an egg?', 'What is the capital of Portugal?', 'Explain how a sewing machine works.', 'Why is the sea salty?', 'Who wrote Don Quixote?', 'Wie koche ich Reis?', 'Comment faire du pain ?', '¿Cómo se hace el pan?', 'Come si fa il caffè?', 'How many legs does a spider have?', 'What is NASA?', 'Is 7 a prime number?']
  const ways: readonly ((one: string) => string)[] = [
    (one) => one.toLowerCase().replace('nasa', 'NASA'), (one) => one.replace(/\s?[?.]$/u, ''), (one) => `Hi, ${one}`, (one) => `hello there! ${one}`, (one) => `  ${one}  `, (one) => one.replaceAll(' ', '  '), (one) => `${one}??`, (one) => `${one} Thanks!`, (one) => one.replace(/\s?[?.]$/u, ', please?'), (one) => `Please ${one}`,
    (one) => one.replaceAll(' ', '\u00a0'), (one) => one.normalize('NFD'), (one) => one.toUpperCase(),
  ]
  // What shouts has no capitals left that tell anything.
  return questions.flatMap((one) => ways.map((way) => [one, way(one)] as const)).filter(([one, other]) => one !== other && !(one.includes('NASA') && !/\p{Ll}/u.test(other)))
}

/** Other words for the same question: what a like question should be offered for, and never answered by itself. */
export const paraphrases: readonly (readonly [string, string])[] = [
  ['How do I boil an egg?', 'How can I boil an egg?'], ['How do I clean a cast iron pan?', 'What is the best way to clean a cast iron pan?'], ['What is the capital of Portugal?', 'Which city is the capital of Portugal?'], ['Why is the sea salty?', 'Why is sea water salty?'],
  ['How does a sewing machine work?', 'Explain how a sewing machine works.'], ['How do I learn to swim?', 'How can I learn swimming?'], ['What are the symptoms of a cold?', 'What symptoms does a cold have?'], ['How do I remove a wine stain?', 'How can I get rid of a wine stain?'],
  ['Who wrote Don Quixote?', 'Who is the author of Don Quixote?'], ['How do vaccines work?', 'How does a vaccine work?'], ['How do I tie a bow tie?', 'How to tie a bow tie?'], ['What causes thunder?', 'What is the cause of thunder?'],
]
