import type { ShownMessage } from '../../src/shared/message.ts'
import type { Settings } from '../../src/shared/settings.ts'
import type { TurnTrace } from '../../src/shared/trace.ts'
import { answerText, fixtureNow, makeBudget, makeMemories, makeMemoriesOf, makeTurn, sourceText } from './inspectorFixtures.ts'
import { makeDiff, makeRun, makeVersions } from './contextFixtures.ts'
import type { WindowData } from './scriptedClient.ts'
import { addThread, makeWindowData } from './windowData.ts'

export type InspectorWish = { memories?: number; trace?: TurnTrace; settings?: Partial<Settings> }

/** A profile whose conversation "Lisbon in June" has one finished turn, with every memory and message that the turn speaks of. */
export function makeInspectorData(wish: InspectorWish = {}): WindowData {
  const trace = wish.trace ?? makeTurn()
  const data = makeWindowData()
  const memories = [...makeMemoriesOf(trace), ...makeMemories(wish.memories ?? 40)]
  data.conversations.push({ id: 'conv-dinner', title: 'Dinner ideas', createdAt: fixtureNow, updatedAt: fixtureNow, pinned: false, deletedAt: null, leafId: null, route: 'auto', messageCount: 0, budget: null, goal: '', personaId: null, projectId: null, importedFrom: null, temporary: false })
  addThread(data, 'conv-lisbon', [
    { role: 'user', text: 'Where should we eat on the first night? Nadia comes along, and we land at nine.' },
    { id: 'msg-answer', role: 'assistant', turnId: trace.turnId, text: answerText },
  ])
  addThread(data, 'conv-dinner', memories.filter((memory) => memory.learnedAt !== trace.startedAt).slice(0, 40).map((memory): Partial<ShownMessage> & Pick<ShownMessage, 'id' | 'role' | 'text'> => ({ id: memory.sources[0]!.messageId!, role: 'user', text: sourceText(memory) })))
  Object.assign(data.settings, { firstStartDone: true, ...wish.settings })
  data.status = { ...data.status, profile: '/home/maren/.local/share/Casement', sentBytesToday: 18_400, counts: { ...data.status.counts, memories: memories.length } }
  data.providers = {
    keysStored: 'keychain', keysLocked: false, keysProblem: null,
    providers: [
      { id: 'prov-a', name: 'Anthropic', kind: 'anthropic', baseUrl: null, models: [], enabled: true, keyTail: 'x9Qa', loopback: false },
      { id: 'prov-o', name: 'Ollama', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:11434/v1', models: [], enabled: true, keyTail: null, loopback: true },
      { id: 'prov-c', name: 'Work gateway', kind: 'openai-compatible', baseUrl: 'https://models.example.org/v1', models: [], enabled: false, keyTail: null, loopback: false },
    ],
  }
  Object.assign(data.replies, {
    'pieces.rules': { rules: [] }, 'pieces.rule': {},
    'contexts.list': { items: makeVersions(trace), next: null }, 'contexts.compare': makeDiff(trace), 'contexts.again': { context: trace.context!, diff: makeDiff(trace) },
    'contexts.runs': { runs: [makeRun(trace)] }, 'contexts.ask': { runId: 'run-2' }, 'contexts.stop': {},
  } satisfies WindowData['replies'])
  return { ...data, memories, traces: { [trace.turnId]: trace }, budget: makeBudget(trace) }
}
