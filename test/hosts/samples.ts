import type { CommandName, Input } from '../../src/shared/contract.ts'
import { defaultStrategy } from '../../src/shared/names.ts'
import type { StrategyValues } from '../../src/shared/strategy.ts'

export type Samples = { readonly [K in CommandName]: Input<K> }

/** A right input for every command; a new command without one does not compile. None of them sends, downloads or opens anything. */
export function samplesFor({ conversationId, memoryId }: { conversationId: string; memoryId: string }): Samples {
  return {
    'app.status': {}, 'app.diagnose': {},
    'conversations.list': { limit: 10 }, 'conversations.create': { title: 'A talk' }, 'conversations.get': { conversationId },
    'conversations.update': { conversationId, title: 'Another name', pinned: true, route: 'auto' },
    'conversations.import': { title: 'An old talk', messages: [{ role: 'user', text: 'Hello', at: 1_700_000_000_000, speaker: 'Ana' }, { role: 'assistant', text: 'Hi', at: 1_700_000_060_000 }] },
    'messages.list': { conversationId, limit: 5 }, 'messages.get': { messageId: 'm_none' }, 'messages.selectBranch': { messageId: 'm_none' },
    'drafts.get': { conversationId: null }, 'drafts.set': { conversationId, text: 'Half a thought', pastes: [{ text: 'Minutes of a meeting', tokens: 4 }] },
    'search.everything': { query: 'tea', limit: 5 },
    'turn.send': { conversationId: 'c_none', text: 'Hello', parentId: null }, 'turn.regenerate': { messageId: 'm_none' }, 'turn.cancel': { turnId: 't_none' },
    'turn.running': { conversationId }, 'trace.get': { turnId: 't_none' }, 'context.preview': { conversationId, text: 'A draft' },
    'memories.list': { query: 'tea', kind: 'semantic', state: null, limit: 5 }, 'memories.get': { memoryId }, 'memories.add': { text: 'Milk goes in last.', label: 'open' },
    'memories.update': { memoryId, text: 'Tea is at five.', pinned: true, importance: 0.5 }, 'memories.forget': { memoryId },
    'memories.facets': { kind: 'semantic' }, 'memories.graph': { most: 20 }, 'memories.restore': { memoryId, number: 1 }, 'memories.merge': { memoryIds: [memoryId, 'y_none'], text: 'Tea at five, milk last.' },
    'memories.split': { memoryId: 'y_none', texts: ['Tea is at five.', 'Milk goes in last.'] }, 'memories.change': { memoryIds: ['y_none'], pinned: true }, 'memories.undoChange': { changeId: 'h_none' },
    'memories.decide': { memoryId: 'y_none', decision: 'accept' }, 'memories.unlearn': { turnId: 't_none', memoryId: 'y_none' },
    'memories.forgetPreview': { memoryIds: [memoryId] }, 'memories.forgetSelected': { previewId: 'h_none', undoSeconds: 5, cutNames: true }, 'memories.undoForget': { forgetId: 'h_none' },
    'memories.try': { query: 'When is tea?', limit: 3 }, 'memories.whyNot': { memoryId: 'y_none', query: 'When is tea?' }, 'memories.ofMessage': { messageId: 'm_none' },
    'projects.list': {}, 'projects.save': { name: 'House' }, 'projects.remove': { projectId: 'j_none' },
    'models.list': {}, 'models.download': { modelId: 'none' }, 'models.pauseDownload': { modelId: 'none' }, 'models.addFile': { path: 'none.gguf' },
    'models.remove': { modelId: 'none' }, 'models.use': { modelId: 'none' }, 'models.pickFile': {},
    'providers.list': {}, 'providers.save': { id: 'p_none', name: 'Nobody', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:9/v1', models: [], enabled: false, key: null },
    'providers.remove': { providerId: 'p_none' }, 'providers.test': { providerId: 'p_none', modelId: 'none' }, 'providers.discover': {}, 'providers.prices': {},
    'keys.setPassphrase': { passphrase: 'correct horse battery' }, 'keys.lock': {}, 'keys.unlock': { passphrase: 'correct horse battery' }, 'keys.forget': {},
    'turn.rate': { turnId: 't_none', thumb: 'up' }, 'budget.presets': {},
    'budget.preview': { conversationId, plan: { preset: 'casement', total: null, reserve: null, regions: { memories: { share: 300, floor: 64 } } } },
    'epochs.list': { conversationId }, 'epochs.get': { epochId: 'e_none' }, 'epochs.edit': { epochId: 'e_none', text: 'What was said.' },
    'epochs.make': { conversationId, kind: 'checkpoint' }, 'epochs.undo': { epochId: 'e_none' },
    'pieces.rules': { conversationId }, 'pieces.rule': { conversationId, pieceId: 'm_none', rule: 'leave-out' },
    'contexts.list': { conversationId, limit: 5 }, 'contexts.compare': { turnId: 't_none', otherTurnId: 't_other' }, 'contexts.again': { turnId: 't_none', change: {} },
    'contexts.ask': { turnId: 't_none', change: {} }, 'contexts.run': { runId: 'r_none' }, 'contexts.runs': { turnId: 't_none' }, 'contexts.stop': { runId: 'r_none' },
    'strategies.list': {}, 'strategies.save': { strategyId: 's_none', name: 'Mine', values: structuredClone(defaultStrategy) as StrategyValues }, 'strategies.remove': { strategyId: 's_none' },
    'strategies.compare': { a: 'standard', b: 'frugal', turns: 5 }, 'strategies.use': { strategyId: 's_none' }, 'strategies.rollBack': {},
    'insights.get': { days: 7 }, 'profiles.list': {}, 'profiles.measure': { modelId: 'none' }, 'profiles.stop': {}, 'profiles.edit': { key: 'none', notes: 3 },
    'imports.pickFile': {}, 'imports.start': { path: 'none.zip' }, 'imports.list': {}, 'imports.stop': { importId: 'i_none' }, 'imports.resume': { importId: 'i_none' },
    'imports.candidates': { importId: 'i_none', limit: 5 }, 'imports.learn': { importId: 'i_none', candidateIds: null, except: ['m_none~0-5'] },
    'memories.export': { format: 'markdown' }, 'memories.import': { text: '# Memories\n\n- Tea is at six.\n' }, 'export.everything': { path: 'no/such/folder/export' },
    'spending.get': { days: 7 }, 'spending.setLimits': { limits: [{ id: 'day', scope: { kind: 'all' }, period: 'day', usd: 2, tokens: null }] }, 'spending.seen': { alertId: 'l_none' }, 'spending.export': { days: 7 },
    'policy.check': { rules: [] }, 'policy.save': { rules: [] }, 'policy.dryRun': { rules: [], days: 7 }, 'turn.decide': { turnId: 't_none', choice: 'stop' }, 'turn.questions': {},
    'cache.get': {}, 'cache.clear': {},
    'intents.list': {}, 'intents.save': { name: 'The kettle', examples: ['Is the kettle on?', 'How old is the kettle?', 'Where did we buy the kettle?', 'Which kettle is ours?', 'Has the kettle boiled?'], task: 'recall', taskClass: null, loaders: ['plan'] },
    'intents.remove': { intentId: 'n_none' }, 'intents.try': { text: 'When is tea?' },
    'health.list': {}, 'health.retry': { kind: 'provider', id: 'none' },
    'settings.get': {}, 'settings.set': { temperature: 0.5 }, 'budget.get': { conversationId },
    'conversations.delete': { conversationId }, 'conversations.restore': { conversationId },
  }
}
