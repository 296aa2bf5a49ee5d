import type { TaskKind } from '../../../src/shared/words.ts'

/** Messages that are none of the examples, with the kind that a person would give them. */
export const heldOut: Record<TaskKind, readonly string[]> = {
  'chat': [
    'I have been feeling tired since the clocks changed.', 'My neighbours bought a trampoline and now it is loud all day.', 'Do you think cats get bored?', 'I finally finished painting the hallway.', 'Should I go to the reunion or stay home?',
    'We adopted a kitten from the shelter.', 'I cannot stand the smell of coffee in the morning.', 'My cousin is getting married in May.', 'Which of these two jackets would you take?', 'It was such a lovely evening yesterday.', 'Ich bin gestern Abend ins Kino gegangen.', 'J\'ai rencontré une vieille amie au marché.',
  ],
  'recall': [
    'What is my sister\'s name?', 'Where do I work?', 'When did I say I would fly to Oslo?', 'What is my shoe size?', 'Do you still know which school my son goes to?', 'Which instrument do I play?', 'What did I tell you about the leak in the roof?', 'Who is my dentist?',
    'What are the names of my children?', 'When does my lease end?', 'What is my favourite kind of tea?', 'Wie heißt mein Hund?', 'Où est-ce que j\'habite ?',
  ],
  'write': [
    'Write a thank-you note to my piano teacher.', 'Draft an email asking for a refund.', 'Please rewrite the introduction so that it is less formal.', 'Compose a haiku about snow.', 'Write a short bio for my website.', 'Come up with a name for my podcast.',
    'Write a toast for my parents\' anniversary.', 'Proofread this paragraph for spelling mistakes.', 'Help me write a reference for a former colleague.', 'Write a bedtime story about a shy dragon.', 'Verfasse eine Einladung zum Sommerfest.',
  ],
  'explain': [
    'Why do leaves turn red in autumn?', 'How does a microwave heat food?', 'What is the difference between weather and climate?', 'Explain how interest rates affect house prices.', 'Who painted the Night Watch?', 'What is a black swan event?', 'How do bees make honey?',
    'What does entropy mean?', 'When was the printing press invented?', 'Why does bread rise?', 'What is the largest lake in Africa?', 'Wie entsteht ein Gewitter?', 'Pourquoi la mer est-elle salée ?',
  ],
  'code': [
    'Write a JavaScript function that debounces another function.', 'Why do I get a KeyError when I read this dictionary?', 'How can I parse JSON in Go?', 'Turn this callback code into async and await.', 'What is wrong with this SELECT statement?', 'Add type hints to my Python script.',
    'My React component renders twice, why?', 'How do I rebase a branch in git?', 'Generate a Dockerfile for a Node app.', 'Write a unit test for the login endpoint.', 'Explain what this regex matches: ^a+$',
  ],
  'calculate': [
    'What is 23 percent of 640?', 'How much is 18 * 45?', 'Convert 3 cups to millilitres.', 'How many weeks are there until 24 December?', 'If a train goes 120 km/h, how far does it get in 45 minutes?', 'What is the cube root of 729?', 'Solve x squared minus 9 equals 0.',
    'What is my share if we split 74.50 by four?', 'Calculate the compound interest on 5000 at 3 percent for 10 years.', '12 + 7 * 3', 'Was ist 15 mal 16?',
  ],
  'plan': [
    'Plan a three day trip to Prague with kids.', 'Make a weekly workout schedule for a beginner.', 'Help me organise my move to a new city.', 'Create a packing list for a ski holiday.', 'Plan a vegetarian dinner menu for eight guests.', 'Give me a step by step plan to learn the guitar.',
    'Draw up an agenda for the kick-off meeting.', 'What do I need to do before the baby comes? Make a checklist.', 'Put together a reading plan for the summer.', 'Plane meine Woche mit drei Terminen.', 'Schedule my revision for the history exam.',
  ],
  'summarise': [
    'Summarise the text I pasted below.', 'Give me the main points of this podcast transcript.', 'Can you sum up the discussion in five lines?', 'TLDR of this thread?', 'Shorten this report to its essentials.', 'What are the key takeaways of the study?', 'Summarize chapter four for me.', 'Condense these minutes into a short paragraph.',
    'Fasse den Artikel kurz zusammen.', 'Résume ce chapitre en deux phrases.',
  ],
  'translate': [
    'Translate "see you soon" into Norwegian.', 'How do you say thank you very much in Korean?', 'Put this paragraph into French, please.', 'What is the Italian word for spoon?', 'Translate the menu to English.', 'What does gemütlich mean in English?', 'Can you translate this contract into Dutch?', 'How would you say where is the station in Spanish?',
    'Übersetze den Brief ins Spanische.', 'Traduis cette phrase en allemand.',
  ],
  'small-talk': [
    'Hey!', 'Good evening', 'How are you doing today?', 'Thanks a lot!', 'Who made you?', 'Tell me something funny.', 'Have a nice weekend!', 'Ok great', 'What is up?', 'Nice talking to you.', 'Guten Morgen!', 'Merci !',
  ],
  'command': [
    'Remember that I am on holiday until Monday.', 'Forget my old address.', 'Switch to the light theme.', 'From now on use metric units.', 'Never use bullet points.', 'Delete the memory about my ex.', 'Always answer in English.', 'Call me Jo.', 'Don\'t forget that my car is at the garage.', 'Turn the cloud off.', 'Merk dir, dass ich donnerstags nicht kann.',
  ],
}

/** Texts with the topic that must be among those named. */
export const topicsHeldOut: readonly (readonly [string, string])[] = [
  ['My grandmother and my aunt do not speak to each other.', 'family'], ['I have had a fever since Tuesday.', 'health'], ['Which spices go into a curry?', 'food'], ['A week in Greece with a rental car.', 'travel'], ['My kitten scratches the sofa.', 'animals'],
  ['How do I ask my manager for a promotion?', 'work'], ['Should I pay off my mortgage early?', 'money'], ['The unit tests of my TypeScript project fail.', 'programming'], ['I practise the cello every day.', 'film and music'], ['When should I prune the apple tree?', 'garden'],
  ['Who won the tennis final?', 'sport'], ['My car makes a noise when I brake.', 'cars and transport'], ['Solve the quadratic equation.', 'mathematics'], ['What started the French Revolution?', 'history'], ['The thesis is due in March and I study every evening.', 'school'],
]

export const languagesHeldOut: readonly (readonly [string, string])[] = [
  ['What time does the shop open?', 'en'], ['I live in Lyon', 'en'], ['Wie komme ich zum Bahnhof?', 'de'], ['Ich möchte einen Kaffee bestellen.', 'de'], ['Je voudrais réserver une table pour deux.', 'fr'], ['Où est la gare ?', 'fr'], ['¿Dónde está la biblioteca?', 'es'], ['Me gusta el café con leche.', 'es'],
  ['Dov\'è la stazione dei treni?', 'it'], ['Onde fica a praia mais próxima?', 'pt'], ['Waar is het station?', 'nl'], ['Где находится вокзал?', 'ru'], ['火车站在哪里？', 'zh'], ['駅はどこですか？', 'ja'], ['أين محطة القطار؟', 'ar'], ['역이 어디에 있나요?', 'ko'], ['asdf', 'und'], ['42', 'und'], ['👍', 'und'], ['pizza', 'und'],
]
