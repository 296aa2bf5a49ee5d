import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findFences } from '../../../src/main/context/fences.ts'
import { shortenEnd, shortenMiddle } from '../../../src/main/context/shorten.ts'
import { plainCounter, plainTokens } from './support.ts'

const count = (texts: string[]) => plainCounter.count(texts)
const code = (lines: number, from = 0) => Array.from({ length: lines }, (_, i) => `call(number${from + i});`).join('\n')
const prose = (words: number) => Array.from({ length: words }, (_, i) => `word${i}${i % 9 === 8 ? '.' : ''}`).join(' ')
const isBalanced = (text: string) => [...text.matchAll(/^ {0,3}(?:`{3,}|~{3,})/gm)].length % 2 === 0

test('[X30] a block of code that fits the room goes as a whole when it is not kept whole', async () => {
  const text = `${prose(60)}\n\n\`\`\`ts\n${code(8)}\n\`\`\`\n\n${prose(100)}`
  for (let budget = 90; budget < plainTokens(text); budget += 7) {
    const made = await shortenEnd(text, plainTokens(text), budget, count)
    expect(made.tokens).toBeLessThanOrEqual(budget)
    expect(made.text.includes('```') ? made.text.includes(`\`\`\`ts\n${code(8)}\n\`\`\``) : true).toBe(true)
  }
})

test('[X30] a block larger than the room is cut at the end of a line and closed again', async () => {
  const text = `Look at this:\n\`\`\`\`ts\n${code(500)}\n\`\`\`\`\nWhat is wrong?`
  const end = await shortenEnd(text, plainTokens(text), 300, count)
  expect(end.text).toMatch(/^Look at this:\n````ts\ncall\(number0\);\n[\s\S]*\ncall\(number\d+\);\n````$/)
  expect(end.tokens).toBeGreaterThan(200)
  const middle = await shortenMiddle(text, plainTokens(text), 300, count)
  expect(middle.text).toMatch(/^Look at this:\n````ts\n[\s\S]*call\(number\d+\);\n````\n\[… [\d,]+ tokens left out …\]\n````ts\ncall\(number\d+\);\n[\s\S]*call\(number499\);\n````\nWhat is wrong\?$/)
  expect(middle.tokens).toBeLessThanOrEqual(300)
})

test('[X30] one endless line of code is cut within the line rather than lost', async () => {
  const text = `Explain:\n\`\`\`js\n${'a=b+c;'.repeat(5000)}\n\`\`\``
  const made = await shortenEnd(text, plainTokens(text), 400, count)
  expect(made.text).toMatch(/^Explain:\n```js\na=b\+c;[\s\S]*\n```$/)
  expect(made.tokens).toBeGreaterThan(200)
})

test('[X30] fences stay balanced and cuts stay between graphemes, whatever is shortened to whatever', async () => {
  const block = fc.tuple(fc.constantFrom('```', '~~~', '````'), fc.constantFrom('', 'ts', 'js'), fc.nat(40)).map(([mark, info, lines]) => `${mark}${info}\n${code(lines)}\n${mark}`)
  const part = fc.oneof(block, fc.nat(80).map(prose), fc.constant('👩‍👩‍👧‍👦'.repeat(20)), fc.constant('e\u0301'.repeat(90)))
  await fc.assert(fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 8 }), fc.integer({ min: 20, max: 600 }), async (parts, budget) => {
    const text = parts.join('\n')
    const tokens = plainTokens(text)
    for (const made of [await shortenEnd(text, tokens, budget, count), await shortenMiddle(text, tokens, budget, count)]) {
      expect(isBalanced(made.text)).toBe(true)
      expect(made.text).not.toMatch(/^[\u0301\u200d]|\n[\u0301\u200d]|\u200d\n|\u200d$/)
    }
  }), { numRuns: 150 })
})

test('[X30] blocks are found by the marks that open and close them', () => {
  const found = (text: string) => findFences(text).map(({ start, end }) => text.slice(start, end))
  expect(found('a\n```\nb\n```\nc')).toEqual(['```\nb\n```'])
  expect(found('~~~\n```\n~~~\n')).toEqual(['~~~\n```\n~~~'])
  expect(found('````\n```\nx\n````')).toEqual(['````\n```\nx\n````'])
  expect(found('a ```b``` c\n```inline``` d\n')).toEqual([])
  expect(found('```\nnever closed')).toEqual(['```\nnever closed'])
})
