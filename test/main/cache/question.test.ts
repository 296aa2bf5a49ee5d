import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cacheKey, type KeyAsk } from '../../../src/main/cache/cacheKey.ts'
import { isTimeSensitive } from '../../../src/main/cache/isTimeSensitive.ts'
import { isWorthKeeping } from '../../../src/main/cache/isWorthKeeping.ts'
import { normaliseQuestion } from '../../../src/main/cache/normaliseQuestion.ts'
import type { PromptMessage } from '../../../src/shared/piece.ts'

test.each([
  ['What is the capital of France?', 'what is the capital of france'],
  ['What is the capital of France?', '  Hi there, please what  is the capital of France ??'],
  ['What is the capital of France?', 'Hello what is the capital of France, thanks!'],
  ['How do I boil an egg', 'how do I boil an egg... Thank you so much!'],
  ['Ｗｈａｔ is ﬁre?', 'What is fire?'],
  ['Wie koche ich Reis?', 'Bitte wie koche ich Reis?'],
  ['HOW DO I BOIL AN EGG', 'how do i boil an egg'],
  ['Tell me a joke!', 'tell me a joke.'],
  ['What’s love?', "what's love"],
  ['What is the capital of Georgia? I live in Spain.', 'what is the capital of Georgia? I live in spain'],
  ['Feeding the cat: how does it work?', 'Feeding the cat: how does it work'], ['For how many years does it last?', 'for how many years does it last'],
  ['米饭怎么煮？', '米饭怎么煮'], ['¿Cómo se hace el pan?', '¿cómo se hace el pan'], ['My oven broke, what do I do?', 'My oven broke, what do I do'],
  ['Describe a sonnet\u00a0please.', 'describe a sonnet\u00a0please'],
])('[G1] %j is the same question as %j', (a, b) => expect(normaliseQuestion(a)).toBe(normaliseQuestion(b)))

test.each([
  ['What is 2⁵?', 'What is 25?'], ['What is 2ⁿ?', 'What is 2n?'], ['What is ½ of 8?', 'What is 1/2 of 8?'], ['What is 10⁻³?', 'What is 10-3?'],
  ['What is 5!', 'What is 5?'], ['How do I compute n!', 'How do I compute n?'], ['What does Ruby sort! do to an array with sort!', 'What does Ruby sort! do to an array with sort'],
  ['How do you say thanks?', 'How do you say please?'], ['What is the German word for hello, please?', 'What is the German word for hello, thanks?'], ['Translate: hello, thanks', 'Translate: hello'],
  ['Hello World in Python', 'World in Python'], ['What does cd .. do after cd ..', 'What does cd .. do after cd .'], ['Please is a word of which kind', 'is a word of which kind'],
  ['What does US mean?', 'What does us mean?'], ['How heavy is the Polish crown?', 'How heavy is the polish crown?'], ['How much is 5 MW?', 'How much is 5 mW?'], ['How much is 8 Mb?', 'How much is 8 mb?'],
  ['How do I clear a `Map`?', 'How do I clear a `map`?'], ['What is myValue for?', 'What is myvalue for?'], ['What is a `a  b`?', 'What is a `a b`?'],
  ['Fix it:\nif x:\n  a()\n  b()', 'Fix it:\nif x:\n  a()\nb()'], ['How hot is 20 °C?', 'How hot is 20 °F?'], ['May I eat it?', 'May I not eat it?'], ['Is 3.10 new?', 'Is 3.1 new?'], ['Is -5 cold?', 'Is 5 cold?'],
  ['dog bites man', 'man bites dog'], ['Was will Sie?', 'Was will sie?'],
  ['Translate to French: she sang', 'Translate to French: she sang?'], ['Translate to French: halt', 'Translate to French: halt!'], ['Translate to Spanish: we won.', 'Translate to Spanish: we won?'], ['Translate to Dutch he sings', 'Translate to Dutch he sings?'],
  ['Fix the punctuation: Who are they', 'Fix the punctuation: Who are they?'], ['Correct this: She have a cat.', 'Correct this: She have a cat!'], ['Put into the passive: she reads', 'Put into the passive: She reads'], ['Is this spelled right, danish', 'Is this spelled right, Danish'],
  ['Mend the gaps: a  b', 'Mend the gaps: a b'], ['Is "no" a word?', 'Is "No" a word?'], ['Übersetze ins Englische er kam', 'Übersetze ins Englische er kam?'], ['Traduis en anglais il dort', 'Traduis en anglais il dort ?'], ['翻译成英文他走了', '翻译成英文他走了？'],
  ['What does sort -r do', 'What does sort -R do'], ['What is the Python keyword True', 'What is the Python keyword true'], ['What does :W do', 'What does :w do'], ['Who plays Nf3?', 'Who plays nf3?'], ['Is x2 larger', 'Is X2 larger'],
  ['Who was Bush?', 'Who was bush?'], ['What is a Bug in a car show?', 'What is a bug in a car show?'], ['What is the White House?', 'What is the white house?'], ['Who is Henry I', 'Who is Henry i'], ['US', 'us'], ['Why was Brown famous?', 'Why was brown famous?'],
  ['Give me he left in French', 'Give me he left in French?'],
  ['My text: how are they', 'My text: how are they?'], ['Mend the commas: who is it', 'Mend the commas: who is it?'], ['You came', 'You came?'], ['Stop', 'Stop!'], ['It works.', 'It works?'], ['You came? Thanks!', 'You came'], ['So he left', 'so he left?'],
])('[G2] %j is another question than %j', (a, b) => expect(normaliseQuestion(a)).not.toBe(normaliseQuestion(b)))

test('[G3] whatever is typed, nothing but blank text becomes empty, and noise around plain words changes nothing', () => {
  const parts = fc.constantFrom('Hi', 'hello', 'please', 'thanks', ',', '!', '?', '.', '..', ' ', '\n', 'What', 'is', 'US', 'I', 'Will', '5', '²', '`a B`', '"', 'x()', 'é', '。', 'bitte', 'say')
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(parts, { maxLength: 12 }).map((all) => all.join(' ')), fc.array(parts, { maxLength: 8 }).map((all) => all.join('')))
  fc.assert(fc.property(text, (one) => { if (one.trim() !== '') expect(normaliseQuestion(one)).not.toBe('') }), { numRuns: 2000 })
  const words = fc.array(fc.stringMatching(/^[a-z]{2,8}$/u), { minLength: 3, maxLength: 8 }).map((all) => ['how', ...all])
  const around = fc.tuple(fc.constantFrom('', ' ', 'Hi, ', 'hello there! ', 'Please '), fc.constantFrom('', '?', ' ?', '.', '...', '!', ', thanks', '? Thank you!', '  '))
  fc.assert(fc.property(words, around, fc.boolean(), (all, [before, after], shouted) => {
    fc.pre(!/^(?:hi|hey|is|are|mean|in|and|or|as|vs|me|there)/u.test(all[0]!) && normaliseQuestion(`Hi, ${all.join(' ')}`) === all.join(' '))
    const typed = `${before}${all.join('  ')}${after}`
    expect(normaliseQuestion(shouted ? typed.toUpperCase() : typed)).toBe(all.join(' '))
  }))
})

test.each(['!', ' ', '?', '.', '"', '`', '=', 'a', '. ', ', thanks', 'hi ', '\u00a0', '²'])('[G3] a message of nothing but %j a million times is read at once, and its last sign counts', (sign) => {
  const long = `x${sign.repeat(1_000_000 / sign.length)}y`
  expect(normaliseQuestion(` ${long} `)).toBe(normaliseQuestion(long))
  expect(normaliseQuestion(`${long}?`)).not.toBe(normaliseQuestion(long))
  expect(normaliseQuestion(`x${sign.repeat(1900 / sign.length)}y`)).not.toBe('')
})

const plain = (text: string) => text
const prompt = (notes: string, question: string, rules = 'Rules.'): PromptMessage[] => [
  { role: 'system', text: rules, spans: [{ start: 0, end: rules.length, region: 'core', pieceId: 'core' }] },
  { role: 'user', text: `${notes}${question}`, spans: [{ start: notes.length, end: notes.length + question.length, region: 'message', pieceId: 'm' }] },
]
const asked: KeyAsk = { question: 'What is tea?', prompt: prompt('Notes.\n', 'What is tea?'), modelKey: 'a', label: 'open', temperature: 0.7, seed: null, personaId: null }

test('[G4] the same asked in other typing over the same context has one key; anything else has another', () => {
  const key = cacheKey(asked, plain)
  expect(cacheKey({ ...asked, question: 'what is tea', prompt: prompt('Notes.\n', 'what is tea') }, plain)).toBe(key)
  const others: Partial<KeyAsk>[] = [
    { question: 'What is coffee?' }, { prompt: prompt('Notes!\n', 'What is tea?') }, { prompt: prompt('Notes.\n', 'What is tea?', 'Rules') }, { prompt: prompt('', 'What is tea?') },
    { prompt: prompt('Notes.\n', 'What is …') }, { prompt: [{ role: 'user', text: 'Earlier.', spans: [] }, ...prompt('Notes.\n', 'What is tea?')] }, { prompt: prompt('Notes.\n', 'What is tea?').map((one) => ({ ...one, role: 'user' as const })) },
    { modelKey: 'b' }, { label: 'personal' }, { temperature: 0 }, { seed: 1 }, { personaId: 'p' },
  ]
  const keys = others.map((change) => cacheKey({ ...asked, ...change }, plain))
  expect(new Set([key, ...keys]).size).toBe(others.length + 1)
})

test('[G4] whatever text moves from one place of a prompt to another, the key changes', () => {
  fc.assert(fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), fc.string({ minLength: 1, maxLength: 4 }), (a, b, moved) => {
    const of = (rules: string, notes: string) => cacheKey({ ...asked, prompt: prompt(notes, 'What is tea?', rules) }, plain)
    fc.pre(a + moved !== a || b !== moved + b)
    expect(of(a + moved, b)).not.toBe(of(a, moved + b))
  }))
})

const calm = { times: [], needs: { memory: false, files: false, tools: false, fresh: false, arithmetic: false } }

test.each([
  'What is the current price?', 'what happens now', 'Open today?', 'the latest version of Node', 'Who won last week?', 'Was läuft heute im Kino?', 'Wie ist das Wetter?', 'Quelle heure est-il ?', 'Que faire aujourd’hui ?',
  '¿Qué hora es?', '¿Quién ganó ayer?', 'Che ore sono?', 'Cosa succede oggi?', 'O que fazer hoje?', 'Que horas são?', 'Wat is er nieuws vandaag?', 'Hoe laat is het?', 'Что нового сегодня?', 'Какая погода в Москве', 'Co robić jutro?', 'Bugün ne yapsam?',
  '现在几点', '最新的手机是什么', '今日のニュース', '지금 몇 시야', '오늘 뭐 먹지', 'ما هو الطقس', 'ماذا حدث اليوم', 'आज मौसम कैसा है', 'วันนี้ทำอะไรดี',
])('[G5] %j hangs on its moment', (text) => expect(isTimeSensitive(text, calm)).toBe(true))

test.each([
  'What is the capital of France?', 'How do I boil an egg?', 'Explain knowledge graphs.', 'Wie koche ich Reis?', 'Comment cuire du riz ?', '¿Cómo se hace el pan?', 'Come si fa il pane?', 'Como fazer pão?', 'Hoe bak ik brood?', 'Как варить рис?', '米饭怎么煮', 'ご飯の炊き方', '밥 짓는 법',
])('[G5] %j does not', (text) => expect(isTimeSensitive(text, calm)).toBe(false))

test.each([
  'When does the next tram leave?', 'When is my flight?', 'What time does the shop close?', 'How long until Easter?', 'How many days until my wedding?', 'How many sleeps till Christmas?', 'How much longer?', 'How much time is left?', 'Is it raining?', 'Is it still snowing outside?', 'Is the bakery open?',
  'Are the trains running?', 'Is the server down?', 'Who leads the league?', 'Who is winning?', 'Who is playing?', 'What is the score?', 'Show me the standings.', 'What is on TV?', 'Anything good on the telly?', 'What is showing at the cinema?', 'Which year is it?', 'What month are we in?', 'What day of the week is it?', 'Do you have the time?', 'Where is my parcel?', 'When is sunset?',
  'Tell me a joke', 'Tell us another riddle!', 'Give me a random word', 'Surprise me', 'Flip a coin', 'Roll a die', 'Make me laugh', 'Pick a name for my boat', 'I’m bored', 'Tell me a bedtime story',
  'Wie lange noch bis Ostern?', 'Wie viele Tage bis zu den Ferien?', 'Wann fährt der nächste Bus?', 'Regnet es?', 'Hat der Laden offen?', 'Wer führt in der Liga?', 'Was läuft im Fernsehen?', 'Welches Jahr haben wir?', 'Erzähl mir einen Witz', 'Überrasch mich',
  'Combien de jours avant Pâques ?', 'Dans combien de temps part-il ?', 'Le prochain train pour Lyon ?', 'Pleut-il ?', 'La boulangerie est ouverte ?', 'Qui est en tête ?', 'Qu’y a-t-il à la télé ?', 'En quelle année sommes-nous ?', 'Raconte-moi une blague',
  '¿Cuánto falta para Pascua?', '¿A qué hora sale el tren?', '¿Está nevando?', '¿Está abierta la tienda?', '¿Quién va ganando?', '¿Qué ponen en la tele?', '¿En qué año estamos?', 'Cuéntame un chiste',
  'Quanto manca a Pasqua?', 'Il prossimo treno per Roma?', 'Piove?', 'Il negozio è aperto?', 'Chi è in testa?', 'Cosa danno in TV?', 'Che giorno è?', 'Raccontami una barzelletta',
  'Quantos dias faltam para a Páscoa?', 'O próximo ônibus?', 'Está chovendo?', 'A loja está aberta?', 'Quem lidera?', 'Que ano é?', 'Conta-me uma piada', 'Hoe lang nog tot Pasen?', 'Wanneer gaat de volgende trein?', 'Regent het?', 'Is de winkel open?', 'Wie staat bovenaan?', 'Wat is er op tv?', 'Vertel een grap',
  'Сколько дней до Пасхи?', 'Идёт ли дождь?', 'Магазин открыт?', 'Кто лидирует?', 'Какой год?', 'Расскажи анекдот', 'Ile dni do Wielkanocy?', 'Czy pada?', 'Czy sklep jest otwarty?', 'Kto prowadzi?', 'Jaki mamy rok?', 'Opowiedz dowcip', 'Bayrama ne kadar kaldı?', 'Yağmur yağıyor mu?', 'Market açık mı?', 'Hangi yıldayız?', 'Bana bir fıkra anlat',
  'Hvad er klokken?', 'Hvor mange dage er der til jul?', 'Regner det?', 'Er butikken åben?', 'Hvem fører?', 'Vad är klockan?', 'Hur länge är det kvar till jul?', 'När går nästa tåg?', 'Är affären öppen?', 'Berätta ett skämt', 'Hva er klokka?', 'Hvor lenge er det til jul?', 'Snør det?', 'Fortell en vits',
  'Kolik je teď hodin?', 'Kolik dní zbývá do Vánoc?', 'Kdy jede další vlak?', 'Prší?', 'Je obchod otevřený?', 'Kdo vede ligu?', 'Který je rok?', 'Řekni mi vtip', '离圣诞节还有多少天', '外面在下雨吗', '讲个笑话', 'クリスマスまであと何日', '雨が降っていますか', '面白い話を聞かせて', '크리스마스까지 며칠 남았어', '비가 와?', '농담 해줘', 'هل تمطر', 'बारिश हो रही है', 'ฝนตกไหม',
])('[G5] %j stands otherwise another time', (text) => expect(isTimeSensitive(text, calm)).toBe(true))

test.each([
  'Why is the sky blue?', 'How does a train engine work?', 'What is a joke?', 'Who invented the bus?', 'How long do I boil potatoes?', 'How many days does a week have?', 'How many hours are in a day?', 'Why does it rain?', 'What is snow made of?', 'How do I open a coconut?', 'What is an open source licence?', 'How does a random forest learn?', 'What is a good credit score?', 'Who wrote Hamlet?',
  'How does a television work?', 'What is a leap year?', 'How do I read a clock?', 'What is a standing wave?', 'How do shops set prices?', 'Explain dice notation.', 'How heavy is a coin?', 'What is a story arc?', 'Is water wet?', 'Is a whale a fish?', 'Are tomatoes fruit?', 'Does salt melt ice?', 'Can dogs eat cheese?', 'What leads to inflation?', 'Who led the Romans?', 'How do I leave a group?', 'What does a leader do?', 'Where is Lisbon?', 'Where are the Alps?', 'How long is a marathon?', 'What is running economy?', 'How do playing cards differ?',
  'Wie entsteht Regen?', 'Was ist ein Witz?', 'Wie lange kocht ein Ei?', 'Wie viele Beine hat eine Spinne?', 'Wer hat das Radio erfunden?', 'Wie funktioniert ein Zug?', 'Was ist ein Jahr?', 'Comment fonctionne un train ?', 'Combien de pattes a une araignée ?', 'Qui a écrit Hamlet ?', 'Pourquoi la neige est-elle blanche ?', 'Combien de temps cuire un œuf ?',
  '¿Cómo funciona un tren?', '¿Cuántas patas tiene una araña?', '¿Quién inventó la radio?', '¿Por qué es azul el cielo?', 'Come funziona un treno?', 'Quante zampe ha un ragno?', 'Chi ha inventato la radio?', 'Perché il cielo è blu?', 'Como funciona um trem?', 'Quantas patas tem uma aranha?', 'Quem inventou o rádio?', 'Hoe werkt een trein?', 'Hoeveel poten heeft een spin?', 'Wie schreef Hamlet?', 'Как работает поезд?', 'Сколько ног у паука?', 'Jak działa pociąg?', 'Ile nóg ma pająk?', 'Tren nasıl çalışır?',
  'Hvordan virker et tog?', 'Hvem opfandt radioen?', 'Hur fungerar ett tåg?', 'Varför är himlen blå?', 'Hvordan lager man brød?', 'Jak funguje vlak?', 'Kdo napsal Hamleta?', '火车怎么工作', '蜘蛛有多少条腿', '電車はどう動きますか', '기차는 어떻게 움직여', 'كيف يعمل القطار', 'ट्रेन कैसे चलती है', 'รถไฟทำงานอย่างไร',
])('[G5] %j may be answered from before', (text) => expect(isTimeSensitive(text, calm)).toBe(false))

test('[G5] what was understood counts as much as the words, at both ends of a long text', () => {
  expect(isTimeSensitive('What is the capital of France?', { ...calm, needs: { ...calm.needs, fresh: true } })).toBe(true)
  expect(isTimeSensitive('Lunch at noon?', { ...calm, times: [{ text: 'noon', start: 9, end: 13, from: null, until: null }] })).toBe(true)
  expect(isTimeSensitive(`${'words '.repeat(2000)}as of today?`, null)).toBe(true)
  expect(isTimeSensitive('W'.repeat(1_000_000), null)).toBe(false)
})

test('[G6] an error, an excuse and a short answer are not kept', () => {
  const long = ' Boil the water, put the egg in, wait for eight minutes, and cool it under running water before you peel it.'
  const kept = (text: string) => isWorthKeeping(text + long)
  expect([kept('So:'), kept('Errors are handled with try and catch.'), kept('Error handling in Go is explicit.'), kept('Sort first.')]).toEqual([true, true, true, true])
  expect([kept('Error: no model.'), kept('An error occurred.'), kept("I'm sorry, I can't."), kept('Leider weiß ich das nicht.'), kept('**Error 500**'), kept('抱歉，'), isWorthKeeping('Yes.'), isWorthKeeping(`Yes.${' '.repeat(200)}`)]).toEqual(Array.from({ length: 8 }, () => false))
})
