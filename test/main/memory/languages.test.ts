import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLabelledLines, scoreLines } from '../../../src/main/bench/extractLines.ts'
import { extract } from '../../../src/main/memory/extract.ts'
import { readQuestion } from '../../../src/main/memory/question.ts'

const at = new Date(2026, 4, 3, 12).getTime()
const lines = readLabelledLines(join(import.meta.dirname, '../../fixtures/extract/languages.jsonl'))
const families = [...new Set(lines.map((line) => line.family))]

test.each(families)('[R68] %s: nearly all that is said is learned, nothing that is not', (family) => {
  const own = lines.filter((line) => line.family === family)
  const score = scoreLines(own, own.map((line) => extract(line.text, line.at).map((one) => ({ ...one, waits: false }))))
  expect(score.junk).toBe(0)
  expect(score.invented).toBe(0)
  if (score.wanted > 0) expect(score.found / score.wanted).toBeGreaterThanOrEqual(0.95)
})

test.each([
  ['user.name', ['My name is Anna', 'Ich heiße Anna', 'Je m\'appelle Anna', 'Me llamo Anna', 'Mi chiamo Anna', 'Meu nome é Anna']],
  ['user.home', ['I live in Lyon', 'Ich wohne in Lyon', 'J\'habite à Lyon', 'Vivo en Lyon', 'Abito a Lyon', 'Moro em Lyon']],
  ['user.employer', ['I work at Bosch', 'Ich arbeite bei Bosch', 'Je travaille chez Bosch', 'Trabajo en Bosch', 'Lavoro per Bosch', 'Trabalho na Bosch']],
  ['user.age', ['I am 34 years old', 'Ich bin 34 Jahre alt', 'J\'ai 34 ans', 'Tengo 34 años', 'Ho 34 anni', 'Tenho 34 anos']],
  ['user.sister.name', ['My sister is called Nadia', 'Meine Schwester heißt Nadia', 'Ma sœur s\'appelle Nadia', 'Mi hermana se llama Nadia', 'Mia sorella si chiama Nadia', 'Minha irmã se chama Nadia']],
  ['user.dog.name', ['My dog is called Rex', 'Mein Hund heißt Rex', 'Mon chien s\'appelle Rex', 'Mi perro se llama Rex', 'Il mio cane si chiama Rex', 'Meu cachorro se chama Rex']],
  ['user.favourite.colour', ['My favourite colour is blue', 'Meine Lieblingsfarbe ist Blau', 'Ma couleur préférée est le bleu', 'Mi color favorito es el azul', 'Il mio colore preferito è il blu', 'Minha cor favorita é o azul']],
])('[R69] %s is the key in every language', (key, sentences) => {
  expect(sentences.map((text) => [text, extract(text, at)[0]?.key])).toEqual(sentences.map((text) => [text, key]))
})

test.each([
  ['Ich wohne nicht mehr in Köln.', 'user.home'], ['Je n\'habite plus à Lyon.', 'user.home'], ['Ya no vivo en Madrid.', 'user.home'], ['Non abito più a Napoli.', 'user.home'], ['Não moro mais em Recife.', 'user.home'],
  ['Nein, meine Schwester heißt Lea.', 'user.sister.name'], ['No, mi madre se llama Rosario.', 'user.mother.name'], ['Não, minha mãe se chama Helena.', 'user.mother.name'],
])('[R69] what ends or corrects a fact carries its key: %s', (text, key) => {
  expect(extract(text, at)[0]).toMatchObject({ key })
})

test('[R70] a plan in another language has its day, and a move that lies ahead is no home yet', () => {
  expect(extract('Am 12. Juni fliegen wir nach Lissabon.', at)[0]).toMatchObject({ kind: 'episodic', eventAt: new Date(2026, 5, 12, 12).getTime() })
  expect(extract('La semana que viene nos mudamos a Vigo.', at)[0]).toMatchObject({ kind: 'episodic', key: null })
  expect(extract('El año pasado me mudé a Bilbao.', at)[0]).toMatchObject({ key: 'user.home' })
})

test.each([
  ['Come mi chiamo?', 'user.name'], ['Dove abito?', 'user.home'], ['Per chi lavoro?', 'user.employer'], ['Quanti anni ho?', 'user.age'], ['Quando è il mio compleanno?', 'user.birthday'], ['Qual è il mio colore preferito?', 'user.favourite.colour'], ['Come si chiama mia sorella?', 'user.sister.name'], ['Dove abita mio fratello?', 'user.brother.home'],
  ['Como eu me chamo?', 'user.name'], ['Onde eu moro?', 'user.home'], ['Onde trabalho?', 'user.employer'], ['Quantos anos tenho?', 'user.age'], ['Qual é a minha comida favorita?', 'user.favourite.food'], ['Como se chama o meu cachorro?', 'user.dog.name'], ['De onde eu sou?', 'user.origin'],
  ['Was ist meine Lieblingsfarbe?', 'user.favourite.colour'], ['Où habite ma sœur ?', 'user.sister.home'], ['¿De dónde soy?', 'user.origin'],
])('[R71] %s asks for %s', (question, key) => {
  expect(readQuestion(question)?.key).toBe(key)
})

test.each(['Come funziona questo?', 'Dove posso mangiare bene?', 'Onde fica o Brasil?', 'Como se escreve isso?', 'Wo kann ich parken?'])('[R71] %s asks for nothing of one\'s own', (question) => {
  expect(readQuestion(question)).toBeNull()
})

test('[R35] two things of one subject are two memories in German too', () => {
  expect(extract('Ich bin gegen Nüsse allergisch und habe zwei Kinder.', 0).map((one) => [one.quote, one.rule])).toEqual([['Ich bin gegen Nüsse allergisch', 'health.allergy'], ['habe zwei Kinder.', 'relation.have']])
  expect(extract('Ich wohne in Wien und arbeite bei Siemens.', 0).map((one) => one.key)).toEqual(['user.home', 'user.employer'])
})
