import { crc32, deflateRawSync } from 'node:zlib'
import type { ArchiveConversation, ArchiveItem } from '../../../src/main/exchange/archive.ts'
import { readArchive } from '../../../src/main/exchange/readArchive.ts'

export const now = Date.UTC(2026, 10, 21, 12)

/** Reads all of an archive. */
export async function readAll(path: string, options: Partial<Parameters<typeof readArchive>[1]> = {}): Promise<ArchiveItem[]> {
  const items: ArchiveItem[] = []
  for await (const item of readArchive(path, { signal: new AbortController().signal, now, hear() {}, ...options })) items.push(item)
  return items
}

export const conversationsOf = (items: readonly ArchiveItem[]): ArchiveConversation[] => items.flatMap((item) => item.kind === 'conversation' ? [item.conversation] : [])
export const skippedOf = (items: readonly ArchiveItem[]): string[] => items.flatMap((item) => item.kind === 'skipped' ? [`${item.where}: ${item.why}`] : [])

export interface ZipPart {
  readonly name: string
  readonly data: Buffer | string
  readonly stored?: boolean
  /** Changes of the header, to make it lie. */
  readonly flags?: number
  readonly method?: number
  readonly claims?: number
  readonly zip64?: boolean
}

/** A zip archive as the format describes it, or a lie about one. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = []
  const table: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const data = Buffer.from(part.data)
    const packed = part.stored === true ? data : deflateRawSync(data)
    const name = Buffer.from(part.name)
    const local = Buffer.alloc(30)
    const shared = (buffer: Buffer, from: number): void => {
      buffer.writeUInt16LE(20, from)
      buffer.writeUInt16LE(part.flags ?? 0x800, from + 2)
      buffer.writeUInt16LE(part.method ?? (part.stored === true ? 0 : 8), from + 4)
      buffer.writeUInt32LE(crc32(data), from + 10)
      buffer.writeUInt32LE(part.zip64 === true ? 0xffffffff : packed.length, from + 14)
      buffer.writeUInt32LE(part.zip64 === true ? 0xffffffff : part.claims ?? data.length, from + 18)
      buffer.writeUInt16LE(name.length, from + 22)
    }
    local.writeUInt32LE(0x04034b50, 0)
    shared(local, 4)
    const extra = Buffer.alloc(part.zip64 === true ? 20 : 0)
    if (part.zip64 === true) {
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(16, 2)
      extra.writeBigUInt64LE(BigInt(data.length), 4)
      extra.writeBigUInt64LE(BigInt(packed.length), 12)
    }
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(45, 4)
    shared(entry, 6)
    entry.writeUInt16LE(extra.length, 30)
    entry.writeUInt32LE(at, 42)
    files.push(local, name, packed)
    table.push(entry, name, extra)
    at += local.length + name.length + packed.length
  }
  const directory = Buffer.concat(table)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, directory, end])
}

interface Node { readonly role: string; readonly text: string; readonly parent: string | null; readonly at?: unknown; readonly content?: unknown; readonly more?: object }

/** A conversation as ChatGPT exports it. */
export function chatGpt(id: string, nodes: Readonly<Record<string, Node | null>>, more: object = {}): object {
  const mapping = Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, {
    id: name, parent: node?.parent ?? null, children: Object.entries(nodes).filter(([, one]) => one?.parent === name).map(([child]) => child),
    message: node === null ? null : {
      id: name, author: { role: node.role, name: null, metadata: {} }, create_time: node.at === undefined ? 1_700_000_000 : node.at, content: node.content ?? { content_type: 'text', parts: [node.text] },
      status: 'finished_successfully', end_turn: true, weight: 1, metadata: {}, recipient: 'all', ...node.more,
    },
  }]))
  return { title: `Talk ${id}`, create_time: 1_700_000_000.25, update_time: 1_700_000_500, mapping, current_node: Object.keys(nodes).at(-1), conversation_id: id, id, ...more }
}

/** A conversation as Claude exports it. */
export function claude(id: string, messages: readonly { readonly sender: string; readonly text: string; readonly more?: object }[], more: object = {}): object {
  return {
    uuid: id, name: `Talk ${id}`, created_at: '2024-01-20T15:30:00.123456+00:00', updated_at: '2024-01-20T15:40:00.000000Z', account: { uuid: 'a' },
    chat_messages: messages.map(({ sender, text, more: rest }, at) => ({
      uuid: `${id}-${at}`, sender, text, content: [{ type: 'text', text }], created_at: `2024-01-20T15:3${at % 10}:00Z`, updated_at: '', attachments: [], files: [], ...rest,
    })),
    ...more,
  }
}
