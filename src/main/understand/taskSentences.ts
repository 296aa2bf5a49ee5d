import type { TaskKind } from '../../shared/words.ts'

/** What people write for each kind of task, in our own words; a few in other languages. Changing one means running `buildPrototypes`. */
export const taskSentences: Record<TaskKind, readonly string[]> = {
  'chat': [
    'I had a strange day at work and I keep thinking about it.', 'Do you think people are happier in small towns?', 'I have not decided yet whether I should take the offer.',
    'My sister and I had an argument last night.', 'What do you think about living without a car?', 'I finished the book you would probably find boring.',
    'Lately I feel a bit lonely in the evenings.', 'I moved into my new flat on Saturday.', 'My dog refuses to walk in the rain.', 'I am allergic to peanuts.',
    'My name is Karin and I live near the sea.', 'I just started a new job in a bakery.', 'I prefer trains to planes.', 'Which one would you choose if you were me?',
    'Is it rude to leave a party early?', 'Can I eat cheese that is a week past its date?', 'What is a good present for a ten year old?', 'I am thinking about getting a second cat.',
    'Ich habe gestern lange mit meinem Bruder gesprochen.', 'Je ne sais pas si je dois accepter ce travail.', 'Me mudé la semana pasada y echo de menos mi barrio.',
    'Which laptop would you recommend for a student?', 'Recommend me a film for tonight.', 'I bought a used bicycle today.', 'What should I wear to a winter wedding?',
  ],
  'recall': [
    'What is my name?', 'Where do I live?', 'What did I tell you about my sister?', 'Do you remember what I am allergic to?', 'When is my dentist appointment?', 'What is my favourite colour?',
    'What do you know about me?', 'Which car do I drive?', 'What did we talk about last week?', 'Who is my manager?', 'Remind me what I said about the trip.', 'How old is my daughter?',
    'What was the name of the restaurant I mentioned?', 'Did I tell you when my exam is?', 'Where did I say I left the keys?', 'What is the name of my dog?', 'When is my wedding anniversary?',
    'What do you remember about my job?', 'Which foods do I dislike?', 'Have I mentioned my brother before?', 'Wie heißt meine Schwester?', 'Wo wohne ich?', 'Comment s\'appelle mon chien ?', '¿Dónde trabajo?', 'Weißt du noch, was ich dir erzählt habe?',
    'What did I decide in our earlier conversation?', 'Who did I have lunch with on Friday?', 'What was that book I told you about?',
  ],
  'write': [
    'Write a short email to my landlord about the heating.', 'Draft a cover letter for a job as a nurse.', 'Write a poem about autumn.', 'Rewrite this paragraph so that it sounds friendlier.', 'Make this sentence shorter and clearer.',
    'Help me write a birthday card for my grandmother.', 'Compose a polite reply that declines the invitation.', 'Write a story about a lighthouse keeper.', 'Proofread my text and fix the grammar.', 'Give me three headlines for this article.',
    'Write a product description for a wooden desk.', 'Write a speech for my best friend\'s wedding.', 'Turn these notes into a blog post.', 'Write a complaint to the airline about my lost suitcase.', 'Improve the wording of my application.',
    'Write song lyrics about the night train.', 'Schreibe eine höfliche E-Mail an meinen Vermieter.', 'Rédige une lettre de motivation.', 'Escribe un poema sobre el mar.', 'Write a caption for this photo.', 'Invent a tagline for a coffee shop.', 'Polish this message before I send it to my boss.',
  ],
  'explain': [
    'Why is the sky blue?', 'How does a heat pump work?', 'Explain what inflation means.', 'What is the difference between a virus and a bacterium?', 'What causes the tides?', 'How do vaccines work?', 'Who was the first person on the moon?',
    'What is photosynthesis?', 'Explain black holes to a child.', 'Why did the Roman Empire fall?', 'What does the word ephemeral mean?', 'How does a bicycle stay upright?', 'What is the capital of Norway?', 'Explain how mortgages work.',
    'What happens in the body when we sleep?', 'How is glass made?', 'Why do cats purr?', 'What is quantum entanglement?', 'When did the Second World War end?', 'Warum ist Meerwasser salzig?', 'Comment fonctionne un moteur électrique ?', '¿Qué es la fotosíntesis?',
    'What are the pros and cons of nuclear power?', 'Who wrote Don Quixote?', 'How many bones does a human have?', 'Tell me about the history of chess.',
  ],
  'code': [
    'Write a Python function that reverses a list.', 'Why does this JavaScript throw undefined is not a function?', 'How do I join two tables in SQL?', 'Fix the bug in this loop.', 'Convert this class to TypeScript.', 'Write a unit test for this method.',
    'Explain this regular expression.', 'My Docker container exits at once with code 1.', 'How do I sort a dictionary by value in Python?', 'Refactor this component to use hooks.', 'What does segmentation fault mean in C?', 'Write a bash script that renames all files in a folder.',
    'How do I undo the last git commit?', 'Review this pull request.', 'Write a regex that matches email addresses.', 'Why is my API returning a 500 error?', 'Implement binary search in Rust.', 'How do I centre a div with CSS?', 'Schreibe eine Funktion, die Primzahlen findet.',
    'Écris un script qui lit un fichier CSV.', 'Escribe una consulta SQL que cuente los clientes.', 'The compiler complains about a missing import.', 'Optimise this query, it takes ten seconds.', 'Add error handling to this code.',
  ],
  'calculate': [
    'What is 17 times 24?', 'Calculate the square root of 1764.', 'How much is 15 percent of 80 euros?', 'Convert 5 miles to kilometres.', 'If I save 200 a month, how much do I have after three years?', 'Solve 3x + 5 = 20.',
    'What is the area of a circle with radius 4?', 'How many days are there between 3 March and 19 June?', 'Split a bill of 96 between five people.', 'What is 2 to the power of 10?', 'Convert 98 degrees Fahrenheit to Celsius.', 'How long does it take to drive 340 km at 100 km/h?',
    'Add 12.5, 7.8 and 19.4.', 'What is the monthly payment on a loan of 10000 at 4 percent?', 'Find the average of 4, 8, 15 and 16.', 'Wie viel sind 20 Prozent von 350?', 'Combien font 12 fois 13 ?', '¿Cuánto es 144 dividido entre 12?', 'How many grams are in 3 ounces?', 'What is the probability of rolling two sixes?', 'Divide 1000 by 7.', 'What is the derivative of x squared?',
  ],
  'plan': [
    'Plan a weekend in Lisbon for two.', 'Make a study schedule for my exams.', 'Help me organise a birthday party for twelve children.', 'Give me a training plan for a half marathon.', 'Plan my meals for the week.', 'What steps do I need to take to start a small business?',
    'Create a checklist for moving house.', 'Make an itinerary for ten days in Japan.', 'How should I prepare for a job interview next week?', 'Break this project into smaller tasks.', 'Set up a budget for my household.', 'Draw up a timeline for the product launch.',
    'Plan a vegetable garden for a small balcony.', 'Organise my week around three deadlines.', 'What should I pack for a hike of five days?', 'Plane eine Reise nach Wien für drei Tage.', 'Organise un dîner pour huit personnes.', 'Haz un plan de estudio para el examen.', 'Give me a roadmap for learning Spanish in six months.',
    'Help me prioritise my list of things to do.', 'Make an agenda for Monday\'s meeting.', 'Prepare a cleaning schedule for our shared flat.',
  ],
  'summarise': [
    'Summarise this article in three sentences.', 'Give me the key points of the text below.', 'Can you shorten this report to one paragraph?', 'What is the main idea of this passage?', 'TL;DR please.', 'Summarize the meeting notes.', 'List the most important facts from this document.',
    'Condense the following email thread.', 'What are the takeaways of this chapter?', 'Sum up what the author says.', 'Give me a brief overview of this contract.', 'Extract the main arguments from this essay.', 'Boil this down to five bullet points.', 'Fasse diesen Text zusammen.', 'Résume cet article en quelques lignes.', 'Resume este texto en tres frases.',
    'Summarise our conversation so far.', 'What does this long message say in short?', 'Give me the gist of the transcript.', 'Write an abstract of this paper.', 'Reduce this to its essentials.',
  ],
  'translate': [
    'Translate this sentence into German.', 'How do you say good morning in Japanese?', 'What is the French word for butterfly?', 'Translate the following paragraph to Spanish.', 'What does the German word Feierabend mean in English?', 'Put this email into Italian.', 'Can you translate my letter into Polish?',
    'How would I say I am lost in Portuguese?', 'Give me the English version of this text.', 'Translate from Chinese to English.', 'What is thank you in Turkish?', 'Übersetze diesen Satz ins Englische.', 'Wie sagt man Schmetterling auf Französisch?', 'Traduis ce texte en anglais.', 'Comment dit-on merci en japonais ?', 'Traduce esta frase al inglés.', '¿Cómo se dice mariposa en alemán?',
    'Translate hello my friend to Arabic.', 'What is the Spanish translation of this menu?', 'Say it in Dutch.', 'I need this in Swedish, please.', 'Render this passage in plain English from Latin.',
  ],
  'small-talk': [
    'Hi!', 'Hello there, how are you?', 'Good morning!', 'Thanks, that was helpful.', 'Thank you so much!', 'How is it going?', 'Who are you?', 'Are you a robot?', 'Tell me a joke.', 'Nice to meet you.', 'Goodbye!', 'See you tomorrow.', 'Good night.', 'You are funny.', 'What can you do?',
    'Hallo, wie geht es dir?', 'Danke schön!', 'Bonjour, ça va ?', 'Merci beaucoup !', '¡Hola! ¿Qué tal?', 'Gracias por tu ayuda.', 'Great, thanks!', 'Okay, cool.', 'Haha, that is good.', 'What is your name?', 'How old are you?', 'Bye for now.',
  ],
  'command': [
    'Forget what I said about my job.', 'Delete this conversation.', 'Switch to dark mode.', 'Start a new chat.', 'Remember that I park on level three.', 'Please remember that my flight leaves at noon.', 'From now on answer in short sentences.', 'Always reply in German.', 'Stop using emojis.', 'Use the cloud model for this.',
    'Turn off learning.', 'Pin this memory.', 'Call me Max from now on.', 'Go offline.', 'Show me my memories.', 'Export this chat.', 'Never mention my age again.', 'Do not forget that the door code changed.', 'Vergiss, was ich über meine Arbeit gesagt habe.', 'Antworte ab jetzt auf Deutsch.', 'Souviens-toi que je suis végétarien.', 'Recuerda que vivo en Sevilla.', 'Change the theme.', 'Rename this conversation.', 'Keep your answers brief from now on.',
  ],
}
