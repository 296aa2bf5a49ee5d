import { JinjaTemplateChatWrapper, LlamaText, resolveChatWrapper, SpecialToken, type ChatHistoryItem, type ChatWrapper, type LlamaModel, type SpecialTokensText, type Token } from 'node-llama-cpp'
import type { ChatMessage } from '../ports.ts'

/** Turns our messages into the tokens that a model was trained to read. */
export interface ChatTokens {
  /** The whole chat with the model's template, up to where its answer begins. */
  ofChat(messages: readonly ChatMessage[]): Promise<readonly Token[]>
  /** What every chat begins with that goes on from these messages with one of the person. */
  ofFront(messages: readonly ChatMessage[]): Promise<readonly Token[]>
  /** Forgets the texts that are remembered for speed. */
  forget(): void
  /** Tokens of one text as content; nothing in it counts as special. */
  ofText(text: string): Promise<readonly Token[]>
  /** Ends an answer besides the model's own end tokens. */
  readonly stopTokens: ReadonlySet<Token>
  readonly stopTexts: readonly string[]
}

/** Longer texts are cut at a space for counting, with a breath between the parts, so that other chats go on. */
const longText = 100_000
const keptTexts = 2000
const keptChats = 4

/**
 * The template comes out of the model file. Its text may hold special tokens; what people and memories wrote may not:
 * content is read with special tokens off, so "<|im_end|>" in a message stays eleven plain characters.
 */
export function createChatTokens(model: LlamaModel): ChatTokens {
  const wrapper = wrapperOf(model)
  const texts = new Map<string, readonly Token[]>()
  const chats = new Map<string, readonly Token[]>()

  async function ofText(text: string): Promise<readonly Token[]> {
    const known = texts.get(text)
    if (known !== undefined) return known
    const tokens: Token[] = []
    for (const part of cutAtSpaces(text.toWellFormed())) {
      if (tokens.length > 0) await new Promise(setImmediate)
      for (const token of model.tokenize(part, false, 'trimLeadingSpace')) tokens.push(token)
    }
    if (text.length <= longText) keep(texts, text, tokens, keptTexts)
    return tokens
  }

  async function ofChat(messages: readonly ChatMessage[]): Promise<readonly Token[]> {
    const key = JSON.stringify(messages)
    const known = chats.get(key)
    if (known !== undefined) return known
    const tokens = await render(messages)
    keep(chats, key, tokens, keptChats)
    return tokens
  }

  async function render(messages: readonly ChatMessage[]): Promise<readonly Token[]> {
    const tokens: Token[] = []
    for (const value of LlamaText(wrapper.generateContextState({ chatHistory: historyOf(messages) }).contextText).values) {
      const part = typeof value === 'string' ? await ofText(value) : value instanceof SpecialToken ? value.tokenize(model.tokenizer) : specialTokens(value as SpecialTokensText, tokens.length > 0)
      for (const token of part) tokens.push(token)
    }
    return tokens
  }

  /** Templates treat last messages in their own ways: what two different goings-on share is what any of them shares. */
  async function ofFront(messages: readonly ChatMessage[]): Promise<readonly Token[]> {
    const [one, other] = [await render([...messages, { role: 'user', text: 'a' }]), await render([...messages, { role: 'user', text: '1' }])]
    let same = 0
    while (same < one.length && one[same] === other[same]) same++
    return one.slice(0, same)
  }

  function forget(): void {
    texts.clear()
    chats.clear()
  }

  function specialTokens(text: SpecialTokensText, inside: boolean): readonly Token[] {
    return text.tokenize(model.tokenizer, inside)
  }

  return { ofChat, ofFront, ofText, forget, ...stopsOf(wrapper, model) }
}

function wrapperOf(model: LlamaModel): ChatWrapper {
  const template = model.fileInfo.metadata.tokenizer?.chat_template
  if (typeof template === 'string') {
    try {
      const wrapper = new JinjaTemplateChatWrapper({ template, tokenizer: model.tokenizer, functionCallMessageTemplate: 'noJinja' })
      wrapper.generateContextState({ chatHistory: historyOf([{ role: 'system', text: 's' }, { role: 'user', text: 'u' }]) })
      return wrapper
    } catch {
      // A template that does not render is as good as none: the kind of model decides.
    }
  }
  return resolveChatWrapper(model)
}

function historyOf(messages: readonly ChatMessage[]): ChatHistoryItem[] {
  const history = messages.map((message): ChatHistoryItem => message.role === 'assistant' ? { type: 'model', response: [message.text] } : { type: message.role, text: message.text })
  return [...history, { type: 'model', response: [] }]
}

function stopsOf(wrapper: ChatWrapper, model: LlamaModel): Pick<ChatTokens, 'stopTokens' | 'stopTexts'> {
  const stopTokens = new Set<Token>()
  const stopTexts: string[] = []
  for (const trigger of wrapper.generateContextState({ chatHistory: historyOf([{ role: 'user', text: 'u' }]) }).stopGenerationTriggers) {
    const text = LlamaText(trigger)
    const first = text.tokenize(model.tokenizer)[0]
    if (first !== undefined && model.isSpecialToken(first)) stopTokens.add(first)
    else if (text.toString().trim() !== '') stopTexts.push(text.toString())
  }
  return { stopTokens, stopTexts }
}

function* cutAtSpaces(text: string): Generator<string> {
  let from = 0
  while (text.length - from > longText) {
    const space = text.lastIndexOf(' ', from + longText)
    let to = space > from ? space : from + longText
    // Never between the halves of one character.
    if (/[\uDC00-\uDFFF]/.test(text.charAt(to))) to--
    yield text.slice(from, to)
    from = to
  }
  yield text.slice(from)
}

function keep<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.set(key, value)
  const oldest = map.keys().next()
  if (map.size > most && !oldest.done) map.delete(oldest.value)
}
