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
  ['You came', 'You came?'], ['Stop', 'Stop!'], ['It works.', 'It works?'], ['You came? Thanks!', 'You came'], ['So he left', 'so he left?'],
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
