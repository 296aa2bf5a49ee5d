/**
 * Every column that can hold a text or bytes: either words of a person can stand in it, and then forgetting cleans it, or they
 * cannot. A test compares this with the schema, so that no column is ever added without an answer.
 */

export interface PlainColumn {
  readonly table: string
  readonly column: string
  /** For JSON, the fields that hold words of a person; absent for plain text. */
  readonly texts?: readonly string[]
  /** Longest text that fits, in UTF-16 units. */
  readonly most?: number
}

/** Cleaned as they are, by the words alone. */
export const plainColumns: readonly PlainColumn[] = [
  { table: 'message', column: 'speaker' },
  { table: 'message', column: 'note' },
  { table: 'project', column: 'name', most: 80 },
  { table: 'import_job', column: 'path' },
  { table: 'import_job', column: 'body', texts: ['where', 'why', 'message', 'next', 'path', 'title', 'name', 'text', 'quote'] },
  // Drafts, and what of the settings a person writes in their own words: the style of answers, their own personas, rules and intents.
  { table: 'setting', column: 'value', texts: ['text', 'persona', 'name', 'role', 'instructions', 'constraints', 'examples', 'strategyName', 'goal', 'sentence', 'topics'] },
  { table: 'strategy', column: 'name', most: 80 },
  { table: 'strategy', column: 'body', texts: [] },
  { table: 'strategy_default', column: 'name', most: 80 },
  { table: 'strategy_default', column: 'body', texts: [] },
  // A sentence like those of a trace: it names a provider as the person calls it.
  { table: 'spend_alert', column: 'sentence' },
]

/** Cleaned with what belongs to it, by the file of this folder that is named. */
export const cleanedColumns: Readonly<Record<string, 'inMessages' | 'inMemories' | 'inContexts' | 'inEpochs' | 'inRuns' | 'inColumns'>> = {
  'conversation.title': 'inColumns', 'conversation.goal': 'inColumns',
  'message.text': 'inMessages',
  // They leave with the words of their question or answer, by a trigger.
  'cached_answer.key': 'inMessages', 'cached_answer.vector': 'inMessages', 'cached_answer.text_hash': 'inMessages',
  'memory.text': 'inMemories', 'memory.subject': 'inMemories', 'memory.key': 'inMemories', 'memory.normalised': 'inMemories', 'memory.about': 'inMemories',
  'memory_source.quote': 'inMemories', 'memory_source.file': 'inMemories',
  'memory_entity.name': 'inMemories', 'memory_entity.normalised': 'inMemories',
  'memory_change.reason': 'inMemories', 'memory_change.before': 'inMemories', 'memory_change.snapshot': 'inMemories',
  'turn_trace.body': 'inContexts', 'turn_trace.summary': 'inContexts', 'turn_trace.figures': 'inContexts',
  'text_blob.body': 'inContexts', 'text_blob.hash': 'inContexts', 'piece_blob.body': 'inContexts', 'piece_blob.hash': 'inContexts',
  'context_run.body': 'inRuns',
  'epoch.why': 'inEpochs', 'epoch.text': 'inEpochs', 'epoch.made_text': 'inEpochs', 'epoch.lost': 'inEpochs',
}

/** Ids, names of kinds and numbers that this program gives out: no word of a person can stand there. */
export const wordlessColumns: Readonly<Record<string, readonly string[]>> = {
  conversation: ['id', 'leaf_id', 'route', 'budget', 'persona_id', 'project_id', 'imported_from'],
  message: ['id', 'conversation_id', 'parent_id', 'role', 'status', 'turn_id', 'label', 'trust'],
  memory: ['id', 'kind', 'superseded_by', 'label', 'trust', 'state', 'scope', 'scope_id', 'conflicts_with'],
  memory_source: ['memory_id', 'message_id', 'conversation_id', 'role'],
  memory_entity: ['memory_id', 'kind'],
  memory_change: ['memory_id', 'author', 'action'],
  turn_trace: ['turn_id', 'conversation_id', 'user_message_id', 'answer_message_id', 'status', 'destination', 'model_id', 'pieces', 'epoch_id', 'thumb'],
  piece_blob: ['conversation_id', 'source_kind', 'source_id'],
  context_run: ['id', 'turn_id', 'conversation_id', 'state', 'pieces'],
  epoch: ['id', 'conversation_id', 'up_to_message_id', 'after_message_id', 'previous_id', 'kind', 'reason', 'made_by', 'label', 'trust'],
  piece_use: ['turn_id', 'source_kind', 'source_id'],
  piece_rule: ['conversation_id', 'piece_id', 'rule'],
  forgotten_span: ['message_id'],
  unrecallable: ['message_id', 'reason'],
  egress: ['turn_id', 'destination', 'purpose', 'status', 'label'],
  setting: ['key'],
  model_file: ['path', 'problem'],
  model_profile: ['key', 'body'],
  strategy: ['id'],
  project: ['id'],
  import_job: ['id'],
  // The name of a model is what it is called by at its server or on the disk; without it nobody could tell which one was paid.
  spend_call: ['id', 'day', 'month', 'provider_id', 'model_id', 'model_name', 'conversation_id', 'turn_id', 'purpose', 'state'],
  spend_alert: ['id', 'limit_id', 'period', 'level'],
  cached_answer: ['message_id', 'question_id', 'turn_id', 'label', 'model_id'],
  cache_stat: ['name'],
  import_conversation: ['import_id', 'conversation_id'],
  // Keyed hashes and their key: they say whether something was forgotten, to those alone who say the same words.
  tombstone: ['hash'],
  tombstone_key: ['key'],
}
