/** Lines of talks that tell nothing: the ranking has to learn to pass them over. */
export const people = ['Adele', 'Bruno', 'Carla', 'Dmitri', 'Elif', 'Fergus', 'Greta', 'Hassan', 'Imani', 'Jasper', 'Katya', 'Leon', 'Mireille', 'Nils', 'Olga', 'Pablo', 'Quinn', 'Rosa', 'Stefan', 'Tamsin', 'Ulla', 'Viktor', 'Wren', 'Yusuf', 'Zoe']

export const times = ['yesterday', 'last Friday', 'last week', 'two days ago', 'on Sunday', 'this morning', 'last weekend', 'three weeks ago', 'last month', 'a few days ago', 'on Tuesday evening', 'two weekends ago', 'recently', 'last night']

export const greetings = [
  'Hey {P}! How have you been?', 'Hi {P}, long time no see! What is new with you?', 'Hello hello! I was just thinking of you.', 'Good to hear from you, {P}! All well here.', 'Hey! Busy days, but I am fine. You?',
  '{P}! Finally a quiet minute to talk.', 'Morning, {P}. Coffee in hand, ready to hear everything.', 'Hi! Sorry that I went silent, so much going on lately.', 'Hey you, how was your week?', 'Hi {P}! I have been looking forward to this.',
]

export const farewells = [
  'I have to run, talk soon!', 'Take care, {P}!', 'Let us catch up again next week.', 'Thanks for listening, it means a lot.', 'Bye for now, and say hi at home!', 'Same here, have a great evening!', 'Okay, dinner is burning, bye!', 'It was lovely talking to you, {P}.',
]

export const agreements = ['Thanks, {P}!', 'Haha, true!', 'Totally.', 'Right?', 'I know!', 'Aw, thank you!', 'You are so kind.', 'Exactly, {P}.', 'Oh yes.', 'Good question!', 'Wow.', 'Thank you, that means a lot to me.', 'I appreciate that, {P}.']

export const asides = [
  'You always know what to say, that is what I like about our talks.', 'It is amazing how much can change in a few weeks.', 'Keep going, {P}, you are doing great!', 'I really admire how you stay positive through everything.', 'The weather has been awful here, rain for days.',
  'Sometimes the small things matter most, do you not think?', 'We should meet in person again soon.', 'I am glad that we can share these moments.', 'That reminds me that I still need to answer so many messages.', 'Life is full of surprises, is it not?',
  'You inspire me to try new things too, {P}.', 'Ha, I can picture that.', 'What are your plans for the weekend?', 'Not much planned, maybe a walk and some sleep.', 'I believe in you, never forget that.', 'Having support makes all the difference.', 'It takes courage to talk about that, thank you for trusting me.',
  'Anyway, enough about me, what about you?', 'It feels good to get that off my chest.', 'Do you have any photos? I would love to see them.',
]
