import { all, first, run, type ReadDb, type WriteDb } from '../database.ts'
import type { SourceRow } from '../rows.ts'
import { checkOf, decodeText, encodeText, type StoredText } from '../text.ts'
import { cutAgain, marksIn, type Cut } from './cut.ts'
import type { ForgetPlan } from './planForget.ts'
import type { Span } from './wordMatcher.ts'

/** How one message will be cut. */
export interface MessageCut { readonly role: 'user' | 'assistant'; readonly before: string; readonly cut: Cut }

/**
 * How messages lose what is forgotten: the very words wherever they stand, short ones in the places that a memory was learned from, and
 * in answers also the sentences that say it in other words. Messages that stay as they are are left out.
 */
export function cutMessages(db: ReadDb, { forgotten, saying, answers }: Pick<ForgetPlan, 'forgotten' | 'saying' | 'answers'>): Map<string, MessageCut> {
  const sources = Map.groupBy([...forgotten.memories.values()].flatMap((memory) => memory.sources), (source) => source.message_id)
  const cuts = new Map<string, MessageCut>()
  for (const id of new Set([...saying.keys(), ...answers.keys()])) {
    const row = first<{ role: MessageCut['role']; text: StoredText }>(db, 'SELECT role, text FROM message WHERE id = ?', id)
    if (row === undefined) continue
    const before = decodeText(row.text)
    const words = forgotten.cut(before)
    const own = (sources.get(id) ?? []).flatMap((source) => placesOf(source, before)).map(({ start, end }) => ({ start: words.start(start), end: words.end(end) }))
    const exact = cutAgain(words, own.filter(({ start, end }) => !marksIn(words.text).some((mark) => mark.start <= start && mark.end >= end)))
    const told = row.role === 'assistant' ? forgotten.echoesIn(exact.text, [...answers.get(id) ?? [], ...saying.get(id) ?? []]) : []
    const cut = cutAgain(exact, told)
    if (cut.text !== before) cuts.set(id, { role: row.role, before, cut })
  }
  return cuts
}

/** Where a quote stands: in its place or, where the message was changed since, nowhere that is known. */
function placesOf(source: SourceRow, text: string): Span[] {
  return text.slice(source.start, source.end) === decodeText(source.quote) ? [{ start: source.start, end: source.end }] : []
}

/** Cuts the messages, and brings along what points into them: sources of other memories, and what the index leaves out. */
export function writeMessages(db: WriteDb, cuts: ReadonlyMap<string, MessageCut>): void {
  for (const [id, { before, cut }] of cuts) {
    const text = encodeText(cut.text)
    run(db, 'UPDATE message SET text = ?, text_check = ? WHERE id = ?', text, checkOf(text), id)
    moveSources(db, id, before, cut)
    const spans = all<Span>(db, 'SELECT start, "end" FROM forgotten_span WHERE message_id = ?', id)
    run(db, 'DELETE FROM forgotten_span WHERE message_id = ?', id)
    for (const { start, end } of [...spans.map((span) => ({ start: cut.start(span.start), end: cut.end(span.end) })), ...marksIn(cut.text)]) {
      run(db, 'INSERT OR IGNORE INTO forgotten_span (message_id, start, "end") VALUES (?, ?, ?)', id, start, end)
    }
  }
}

function moveSources(db: WriteDb, messageId: string, before: string, cut: Cut): void {
  for (const row of all<SourceRow & { row: number }>(db, 'SELECT rowid AS row, * FROM memory_source WHERE message_id = ?', messageId)) {
    const [start, end] = [cut.start(row.start), cut.end(row.end)]
    // A quote that does not stand in its place is cleaned with all other texts of its memory.
    const quote = before.slice(row.start, row.end) === decodeText(row.quote) ? encodeText(cut.text.slice(start, end)) : row.quote
    run(db, 'UPDATE memory_source SET start = ?, "end" = ?, quote = ? WHERE rowid = ?', start, end, quote, row.row)
  }
}
