import { afterEach, expect, test } from 'vitest'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine, type TestEngine } from '../support/testEngine.ts'

let open: TestEngine | null = null
afterEach(async () => { await open?.close(); open = null })

const secret = 'Zanzibar'
const about = (question: string) => (request: { readonly messages: readonly { readonly text: string }[] }) => request.messages.at(-1)!.text.includes(question)

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; waited < 400 && !isSo(); waited++) await new Promise((resolve) => { setTimeout(resolve, 10) })
  expect(isSo()).toBe(true)
}

test('[T28] what is forgotten while an answer is written is not written back: neither in its context nor through the answer', async () => {
  const model = scriptedModel({ answers: (request) => about('Where did I grow up')(request) ? { text: `You grew up in ${secret}, you said.`, hangAfter: 4 } : 'Noted.' })
  const engine = open = await openTestEngine({ chat: [model], settings: { answerFromMemory: false } })
  await engine.say((await engine.newConversation()).id, `I grew up in ${secret}.`)
  const [memory] = (await engine.ask('memories.list', {})).items
  expect(memory!.text).toContain(secret)
  const asking = await engine.newConversation()
  const { turnId } = await engine.ask('turn.send', { conversationId: asking.id, text: 'Where did I grow up?' })
  await until(() => model.requests.some(about('Where did I grow up')))
  expect(model.requests.at(-1)!.messages.map((message) => message.text).join('\n')).toContain(secret)
  await engine.ask('memories.forget', { memoryId: memory!.id })
  await engine.ask('turn.cancel', { turnId })
  await engine.ended(turnId)
  expect(JSON.stringify(await engine.ask('trace.get', { turnId }))).not.toContain(secret)
  const later = await engine.say((await engine.newConversation()).id, 'What did you tell me about where I grew up?')
  expect(JSON.stringify(later.context)).not.toContain(secret)
}, 30_000)
