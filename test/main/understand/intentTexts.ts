/** Messages of our own with the intent that a person would name, half of them put as people put them in chats. None is an example that the head was trained on. */
export const intentTexts: readonly (readonly [text: string, intent: string])[] = [
  ['wake me at half past six tomorrow', 'alarm'], ['Set a timer for the eggs, eight minutes please.', 'timer'], ['how do you say good luck in Portuguese?', 'translate'],
  ['What will the weather be like in Oslo on Sunday?', 'weather'], ['could you tell me a joke about cats', 'tell_joke'], ['what is 18 percent of 240?', 'calculator'],
  ['how many ounces are in a kilogram', 'measurement_conversion'], ['what does the word serendipity mean', 'definition'], ['How do I spell rhythm?', 'spelling'],
  ['flip a coin for me please', 'flip_coin'], ['Can you roll two dice?', 'roll_dice'], ['what day of the month is it', 'date'],
  ['put oat milk on my shopping list', 'shopping_list_update'], ['what have I got on my to do list for today', 'todo_list'], ['remind me to call the dentist this afternoon', 'reminder_update'],
  ['book a table for four at an Italian restaurant tonight', 'restaurant_reservation'], ['give me a recipe for pumpkin soup', 'recipe'], ['what can I use instead of butter in this cake', 'ingredient_substitution'],
  ['how many calories are in an avocado', 'calories'], ['how long do I boil potatoes', 'cook_time'], ['how long does cooked rice keep in the fridge', 'food_last'],
  ['do I need a visa to visit Vietnam', 'international_visa'], ['which plug do they use in Denmark', 'plug_type'], ['What should I see in Lisbon in two days?', 'travel_suggestion'],
  ['how far is it from Leeds to York', 'distance'], ['is there much traffic on my way to work', 'traffic'], ['my car battery is dead, how do I jump start it', 'jump_start'],
  ['when should I change the oil in my car again', 'oil_change_when'], ['what is my checking account balance', 'balance'], ['please freeze my bank account right now', 'freeze_account'],
  ['I lost my credit card yesterday, please report it', 'report_lost_card'], ['how can I improve my credit score', 'improve_credit_score'], ['what is the exchange rate from dollars to euros', 'exchange_rate'],
  ['when is my electricity bill due', 'bill_due'], ['how many vacation days do I have left', 'pto_balance'], ['I would like to request vacation from May 3 to May 10', 'pto_request'],
  ['when is my next payday', 'payday'], ['schedule a meeting with Dana on Thursday at ten', 'schedule_meeting'], ['who made you', 'who_made_you'], ['are you a robot or a human', 'are_you_a_bot'],
  ['thank you so much for your help', 'thank_you'], ['good bye, talk to you later', 'goodbye'], ['what is the meaning of life', 'meaning_of_life'], ['please speak a little slower', 'change_speed'],
  ['call me Captain from now on', 'change_user_name'], ['turn off the lights in the kitchen', 'smart_home'], ['play some jazz music', 'play_music'], ['what is the name of this song', 'what_song'], ['skip to the next song', 'next_song'],
  ['where is my package, has my order shipped yet', 'order_status'],
]

/** Messages that none of the intents fits. */
export const outsideTexts: readonly string[] = [
  'Who painted the ceiling of the Sistine Chapel?', 'Why do cats purr?', 'Write a poem about the sea in winter.', 'How deep is the Mariana Trench?', 'Explain how a transistor works.',
  'My sister moved to Bristol and works as a nurse now.', 'What is the difference between a violin and a viola?', 'Which king followed Henry the Eighth?', 'How do vaccines train the immune system against a virus?',
  'Refactor this function so that it returns a promise.', 'Is the novel better than the series?', 'Which bird lays the largest egg?', 'What started the French Revolution?', 'Summarise the second chapter of the thesis.',
  'How do I get red wine out of a carpet?', 'Prove that the square root of two is irrational.', 'What is the capital of Mongolia?', 'Does the moon have earthquakes?', 'How many players are on a handball team?', 'Why is the sky blue?',
]

/** Requests that the head knows in English, in languages that the embedding model does not read. */
export const foreignTexts: readonly string[] = [
  'Wie wird das Wetter morgen in Hamburg?', 'Stell bitte einen Wecker auf sieben Uhr', 'Quel temps fera-t-il demain à Lyon ?', 'Mets un réveil à sept heures', '¿Qué tiempo hará mañana en Sevilla?',
  'Pon una alarma a las siete', 'Che tempo fa domani a Roma?', 'Какая завтра погода?', '明日の天気は？', 'आज मौसम कैसा है?', 'कल सुबह सात बजे का अलार्म लगाओ', 'guten Morgen', 'Spiel etwas Musik', 'metti la sveglia alle sette', 'toca uma música', 'zet het licht uit',
]
