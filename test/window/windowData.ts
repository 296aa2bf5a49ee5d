import type { Conversation, ShownMessage } from '../../src/shared/message.ts'
import { noAbilities } from '../../src/shared/model.ts'
import { settings } from '../../src/shared/settings.ts'
import { makeContextData } from './contextData.ts'
import { fixtureNow, makeBudget, makeMemories, makeTurn } from './inspectorFixtures.ts'
import { makeMemoryDesk } from './memoryData.ts'
import type { WindowData } from './scriptedClient.ts'
import { makeRoutingData } from './routingData.ts'
import { makeImportCandidates, makeJob } from './scriptedExchange.ts'

const day = 86_400_000
const titles: [string, number, boolean][] = [
  ['Knee rehab plan', 9, true], ['Household budget 2027', 30, true], ['Lisbon in June', 0, false], ['Rewrite of the cover letter', 0, false],
  ['Why does my sourdough collapse?', 1, false], ['Rust lifetimes, gently', 1, false], ['Birthday for Yusuf, no surprises', 1, false], ['Insurance letter in plain words', 4, false],
  ['Names for the boat', 6, false], ['رسالة إلى الجيران', 12, false],
]

type Part = Partial<ShownMessage> & Pick<ShownMessage, 'role' | 'text'>
type Summary = NonNullable<ShownMessage['summary']>

/** A summary of a turn that stayed here; what is given replaces its parts. */
export function makeSummary(change: Partial<Summary> = {}): Summary {
  return { promptTokens: 3118, memories: 4, totalMs: 1942, firstTokenMs: 412, cost: 0, destination: 'local', model: 'Qwen3 4B', task: 'plan', dropped: 9, shortened: 2, fromMemory: null, learned: [], notices: [], thumb: null, fidelity: null, shapedBy: [], flags: [], cached: null, near: null, ...change }
}

const code = 'Yes. Borrowing ends where the value is last used, not at the end of the block:\n\n```rust\nfn longest<\'a>(left: &\'a str, right: &\'a str) -> &\'a str {\n    // Both live at least as long as \'a.\n    if left.len() > right.len() { left } else { right }\n}\n```\n\nThree things to remember:\n\n1. A lifetime names a stretch of time; it never makes one longer.\n2. `\'static` is rarely what you want.\n3. When in doubt, **own** the value.\n\n| kind | copies | may change |\n|---|---|---|\n| `&T` | no | no |\n| `&mut T` | no | yes |\n| `T` | moves | yes |\n\nMore in [the book](https://doc.rust-lang.org/book/ch10-03-lifetime-syntax.html).'

const lisbon: Part[] = [
  { role: 'user', text: 'Where should we eat on the first night? Nadia comes along, and we land at nine.' },
  {
    role: 'assistant', turnId: 'turn-56',
    text: 'With a nine o’clock landing you will be at the flat in Graça around half past ten, so somewhere close that serves late. **O Pitéu** is a ten minute walk and its kitchen closes at half past eleven.\n\nTheir satay starter is out for you because of the peanuts, and Nadia will find the grilled vegetables and bean stew she asked for last time. Shall I note it as the plan for Friday?',
    summary: makeSummary({ learned: [{ memoryId: 'mem-1', text: 'Nadia comes along to Lisbon', change: 'learned' }, { memoryId: 'mem-2', text: 'lands Friday at 21:00', change: 'learned' }] }),
  },
  { role: 'user', text: 'Yes. And what did we pay for the flat last time?' },
  {
    role: 'assistant', turnId: 'turn-57', text: '“The flat in Graça cost 640 € for five nights.” From your memory of 3 May.',
    summary: makeSummary({ destination: 'memory', model: '', totalMs: 38, promptTokens: 0, fromMemory: { memoryId: 'mem-5', text: 'The flat in Graça cost 640 € for five nights', at: fixtureNow - 202 * day, sentence: '“The flat in Graça cost 640 € for five nights.” From your memory of 3 May.' } }),
  },
]

/** Puts a talk into the data as one conversation; the last message is its leaf. */
export function addThread(data: WindowData, conversationId: string, parts: Part[]): void {
  let parentId: string | null = null
  const ids: string[] = []
  for (const [at, part] of parts.entries()) {
    const made: ShownMessage = {
      id: `${conversationId}-m${at}`, conversationId, parentId, createdAt: fixtureNow - (parts.length - at) * 60_000, status: 'done',
      turnId: part.role === 'assistant' ? `${conversationId}-t${at}` : null, label: 'personal', trust: part.role, speaker: null, note: null,
      branch: { index: 0, count: 1, siblings: [] }, summary: part.role === 'assistant' ? makeSummary() : null, ...part,
    }
    data.messages[made.id] = made
    ids.push(made.id)
    parentId = made.id
  }
  data.threads[conversationId] = ids
  const conversation = data.conversations.find((one) => one.id === conversationId)
  if (conversation !== undefined) Object.assign(conversation, { leafId: parentId, messageCount: ids.length })
}

/** A profile of two years: conversations, memories, a finished turn, two models and one provider. */
export function makeWindowData(change: Partial<WindowData> & { memoryCount?: number } = {}): WindowData {
  const { memoryCount = 60, ...rest } = change
  const conversations: Conversation[] = titles.map(([title, daysAgo, pinned], at) => ({
    id: `conv-${at}`, title, createdAt: fixtureNow - (daysAgo + 2) * day, updatedAt: fixtureNow - daysAgo * day - at * 60_000, pinned, deletedAt: null, leafId: null, route: 'auto', messageCount: 0, budget: null, goal: '', personaId: null, projectId: null, importedFrom: null, temporary: false,
  }))
  conversations[2]!.id = 'conv-lisbon'
  conversations[5]!.id = 'conv-rust'
  const turn = makeTurn({ turnId: 'turn-57' })
  const memories = makeMemories(memoryCount)
  const data: WindowData = {
    now: fixtureNow,
    status: {
      version: '0.1.0', host: 'test', profile: '/home/maren/.local/share/casement', readOnly: null, readOnlySince: null, offline: false,
      counts: { conversations: conversations.length, messages: 412, memories: memories.length }, index: { state: 'ready', done: 1, total: 1, again: false, beside: null },
      embedder: { state: 'ready', model: 'all-MiniLM-L6-v2' }, sentBytesToday: 0, costToday: 0,
    },
    settings: settings.parse({ firstStartDone: true }),
    conversations, threads: {}, messages: {}, memories,
    traces: { 'turn-57': turn, 'turn-56': makeTurn({ turnId: 'turn-56' }) },
    models: {
      freeBytes: 9_400_000_000,
      models: [
        { id: 'local:qwen3-4b', name: 'Qwen3 4B', place: 'local', providerId: null, state: 'ready', sizeBytes: 2_497_000_000, windowTokens: 8192, needsBytes: 3_600_000_000, fits: true, license: 'Apache-2.0', problem: null, small: false, duty: 'chat', price: { input: 0, output: 0 }, abilities: noAbilities },
        { id: 'local:smollm2-135m', name: 'SmolLM2 135M', place: 'local', providerId: null, state: 'available', sizeBytes: 98_362_432, windowTokens: 2048, needsBytes: 210_000_000, fits: true, license: 'Apache-2.0', problem: null, small: true, duty: 'chat', price: { input: 0, output: 0 }, abilities: noAbilities },
        { id: 'local:broken', name: 'half-a-model.gguf', place: 'local', providerId: null, state: 'refused', sizeBytes: 51_000, windowTokens: null, needsBytes: null, fits: null, license: null, problem: { kind: 'model-refused', message: 'The file ends in the middle of its list of tensors.', next: 'Download it again.' }, small: false, duty: 'chat', price: { input: 0, output: 0 }, abilities: noAbilities },
        { id: 'cloud:openai:large', name: 'large', place: 'cloud', providerId: 'openai', state: 'ready', sizeBytes: null, windowTokens: 128_000, needsBytes: null, fits: null, license: null, problem: null, small: false, duty: 'chat', price: { input: 2, output: 8 }, abilities: { images: true, tools: true, reasoning: false } },
      ],
    },
    providers: { keysStored: 'keychain', keysLocked: false, keysProblem: null, providers: [{ id: 'openai', name: 'OpenAI', kind: 'openai', baseUrl: null, models: [{ id: 'large', windowTokens: 128_000, inputPrice: 2, outputPrice: 8, abilities: null }], enabled: true, keyTail: 'x7Qa', loopback: false }] },
    budget: makeBudget(turn), preview: {}, context: makeContextData(), memoryDesk: makeMemoryDesk(), exchange: { jobs: [makeJob()], candidates: makeImportCandidates(5), readsAtOnce: 0 }, routing: makeRoutingData(), answers: [], paceMs: 4, replies: {}, failures: {}, ...rest,
  }
  addThread(data, 'conv-lisbon', lisbon)
  addThread(data, 'conv-rust', [{ role: 'user', text: 'Explain lifetimes, gently, with one example.' }, { role: 'assistant', text: code, summary: makeSummary({ task: 'code', learned: [] }) }])
  return data
}
