import { expect, test } from 'vitest'
import { limitSaid, saysTooLong } from '../../../../src/main/models/cloud/overflow.ts'

// In the shapes that the vendors use, with other numbers.
test.each<[words: string, limit: number | null]>([
  ["This model's maximum context length is 16385 tokens. However, you requested 20000 tokens (19000 in the messages, 1000 in the completion).", 16_385],
  ['Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300500 tokens.', 272_000],
  ['prompt is too long: 208310 tokens > 200000 maximum', 200_000],
  ['input length and `max_tokens` exceed context limit: 150000 + 64000 > 204648, decrease input length or `max_tokens` and try again', 204_648],
  ['The input token count (1,300,000) exceeds the maximum number of tokens allowed (1,048,576).', 1_048_576],
  ['request (4390 tokens) exceeds the available context size (4096 tokens), try increasing it', 4096],
  ['the request exceeds the available context size. try increasing the context size or enable context shift', null],
  ['Context size has been exceeded.', null],
  ['Requested tokens (2285) exceed context window of 2048', 2048],
  ['Trying to keep the first 5000 tokens when context overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.', 4096],
  ['Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length', 32_768],
  ["This model's maximum prompt length is 131072 but the request contains 150000 tokens.", 131_072],
  ['Invalid request: Your request exceeded model token limit: 8192 (requested: 9000)', 8192],
  ['`inputs` tokens + `max_new_tokens` must be <= 4097. Given: 5000 `inputs` tokens and 100 `max_new_tokens`', 4097],
  ['too many tokens: size limit exceeded by 2000 tokens. Try using shorter or fewer inputs.', null],
  ['Please reduce the length of the messages or completion.', null],
  ['Input is too long for requested model.', null],
  ['The maximum context length is 3 tokens', null],
])('[C32] %s', (words, limit) => {
  expect([saysTooLong(words.toLowerCase()), limitSaid(words.toLowerCase())]).toEqual([true, limit])
})

test.each(['It went wrong.', 'max_tokens is too large: 50000. This model supports at most 16384 completion tokens.', 'Invalid value for temperature: 3 is above the maximum of 2.', 'The model `x` does not exist'])('[C32] not about length: %s', (words) => {
  expect(saysTooLong(words.toLowerCase())).toBe(false)
})
