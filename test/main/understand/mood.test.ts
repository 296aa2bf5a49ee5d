import { expect, test } from 'vitest'
import { readMood } from '../../../src/main/understand/mood.ts'

const said: Readonly<Record<string, readonly string[]>> = {
  sad: ['I am so sad, my dog died yesterday', 'I miss him so much', 'Mein Vater ist gestern gestorben', 'Ich bin total verzweifelt', 'Je suis très triste aujourd’hui', 'Estoy muy sola'],
  worried: ['I’m really worried about my exam', 'Ich mache mir Sorgen um meine Mutter', 'J’ai peur de rater mon examen', 'Estoy muy preocupada por mi madre'],
  upset: ['This is ridiculous, for the third time it fails', 'I am furious!', 'Das nervt', 'Je suis très en colère', 'Estoy harta de esto'],
  urgent: ['I need this ASAP!!', 'This is urgent', 'Help, I need an answer right now', 'Das ist dringend', 'C’est urgent', 'Lo necesito lo antes posible'],
  confused: ['I don’t understand why it fails', 'I am totally lost here', 'Ich verstehe das nicht', 'Je ne comprends rien', 'No entiendo nada'],
  happy: ['I got the job!', 'I’m so happy today', 'Ich freue mich so', 'Je suis trop content', 'Estoy muy feliz'],
}
const unsaid = [
  '', 'What is the capital of France?', 'I am not sad at all', 'He said “I am so angry” and left', 'Translate: I am so sad', 'Write me a poem: I am so happy', 'Schreibe eine Geschichte: ich bin traurig',
  'Immediately after lunch I walked', 'I love urgent thrillers', 'The hospital emergency department opens at 9', 'I’m lost in Paris', 'I am in Porto right now', '```\nI am sad\n```', 'The film was sad', 'Wie heißt meine Schwester?', 'Ich bin nicht traurig', 'My plant died down in winter, is that normal?',
]

test('[U10] a mood that is said plainly is read, in four languages', () => {
  for (const [mood, texts] of Object.entries(said)) for (const text of texts) expect(readMood(text), text).toMatchObject({ mood })
})

test('[U10] what is not said of oneself is no mood: quotations, code, texts to work on, negations, other things', () => {
  for (const text of unsaid) expect(readMood(text), text).toEqual({ mood: 'neutral', strength: 0 })
})

test('[U10] strength lies between 0 and 1 and grows with how often and how loudly it is said', () => {
  const [once, loud] = [readMood('I am worried.'), readMood('I am worried about it, really worried about it!!')]
  expect(loud.strength).toBeGreaterThan(once.strength)
  for (const text of [...Object.values(said).flat(), 'I am sad. '.repeat(5000), '!'.repeat(100_000), '"'.repeat(10_000)]) {
    const { strength } = readMood(text)
    expect(strength).toBeGreaterThanOrEqual(0)
    expect(strength).toBeLessThanOrEqual(1)
  }
})
