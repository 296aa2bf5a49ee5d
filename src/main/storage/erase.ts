import { releaseTrace } from './contexts/lastTrace.ts'
import { afterCommit, connectionOf, type Connection, type ReadDb, type WriteDb } from './database.ts'
import { readSetting, writeSetting } from './settings.ts'
import { endSnapshots } from './snapshot.ts'
import { encodeText, normaliseText } from './text.ts'

/** Set from the moment when something is erased until no byte of it is left: a kill in between is made up for later. */
const pendingKey = 'store:erase'
/** Set with every forgetting until the search index was written anew: it is made of the store, but free parts of its file are not. */
const indexKey = 'index:erase'
/** With more words than this, looking for each costs more than writing the file anew. */
const mostSearched = 60
/** A larger file is not held in memory for that: it is written anew. */
const mostBytesSearched = 512 * 1024 * 1024
/** Fewer bytes stand anywhere by chance. */
const shortestForm = 6

/**
 * Sees to it that what this transaction erases stands in no byte of the store once it is committed: the log is moved into the file and
 * emptied, and where SQLite left a copy behind, the file is written anew. Secure deletion overwrites what is deleted, but rows that moved
 * from page to page before leave copies in the free part of a page, which it does not know of.
 * @param words what must not be found any more; null where they are too short to be looked for: then the file is written anew
 */
export function eraseAfterCommit(db: WriteDb, words: readonly string[] | null): void {
  releaseTrace(db)
  writeSetting(db, pendingKey, true)
  afterCommit(db, () => { erase(db, words) })
}

/** Finishes an erasing that was begun and could not be ended: it was killed, or the disk was full. */
export function finishErasing(db: WriteDb): void {
  if (isErasing(db)) erase(db, null)
}

/** True while bytes of what was erased may be left. */
export function isErasing(db: ReadDb): boolean {
  return readSetting(db, pendingKey) === true
}

/** Notes that words have to leave every byte of the search index. Belongs into the transaction that forgets them. */
export function noteIndexErasing(db: WriteDb): void { writeSetting(db, indexKey, true) }
export function isIndexErasing(db: ReadDb): boolean { return readSetting(db, indexKey) === true }
export function endIndexErasing(db: WriteDb): void { writeSetting(db, indexKey, undefined) }

function erase(db: WriteDb, words: readonly string[] | null): void {
  const connection = connectionOf(db)
  try {
    if (!connection.memory) {
      endSnapshots(connection)
      if (!emptyLog(connection)) return
      if (words === null || words.length > mostSearched || isInFile(connection, words)) {
        connection.exec('VACUUM')
        if (!emptyLog(connection)) return
      }
    }
    writeSetting(db, pendingKey, undefined)
  } catch {
    // It is erased for everyone who asks the store; its bytes go with the next try.
  }
}

/** False where somebody still reads from the log. */
function emptyLog(connection: Connection): boolean {
  const [outcome] = connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  return outcome?.busy === 0
}

/** Asks SQLite for the bytes of its file: opening and closing the file beside it would drop the locks that it holds. */
function isInFile(connection: Connection, words: readonly string[]): boolean {
  const pages = connection.pragma('page_count', { simple: true }) as number
  if (pages * (connection.pragma('page_size', { simple: true }) as number) > mostBytesSearched) return true
  const bytes = connection.serialize()
  return words.some((word) => [Buffer.from(encodeText(word) as string), Buffer.from(word, 'utf16le'), Buffer.from(normaliseText(word))].some((form) => form.length >= shortestForm && bytes.includes(form)))
}
