import type { Conversation } from '../../../shared/message.ts'
import { formatDay } from '../../state/formats.ts'

const origins: Readonly<Record<NonNullable<Conversation['importedFrom']>, string>> = { chatgpt: 'ChatGPT', claude: 'Claude', casement: 'Casement', talk: 'a list of talks' }

/** "Imported from ChatGPT": where a conversation was brought from; null for one that was held here. */
export function tellImported({ importedFrom }: Pick<Conversation, 'importedFrom'>): string | null {
  return importedFrom === null ? null : `Imported from ${origins[importedFrom]}`
}

/** The same with the days on which it was held there. */
export function tellImportedInFull(conversation: Pick<Conversation, 'importedFrom' | 'createdAt' | 'updatedAt'>, locale?: string): string | null {
  const told = tellImported(conversation)
  if (told === null) return null
  const [from, until] = [formatDay(conversation.createdAt, locale), formatDay(conversation.updatedAt, locale)]
  return `${told}, held ${from === until ? `on ${from}` : `from ${from} to ${until}`}`
}
