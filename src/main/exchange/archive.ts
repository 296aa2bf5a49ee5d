import type { ImportOrigin } from '../../shared/exchange.ts'
import type { Failure } from '../../shared/result.ts'
import type { Label, Role } from '../../shared/words.ts'

/** What reading an archive gives, whatever program wrote it. */

/** One message of a tree; `parentId` names one that stands before it in the list, or nothing. */
export interface ArchiveMessage {
  readonly id: string
  readonly parentId: string | null
  readonly role: Role
  readonly text: string
  readonly at: number
  readonly speaker: string | null
  /** The label that Casement had given it; null where another program wrote it. */
  readonly label: Label | null
}

/** What only Casement's own export says of a conversation. */
export interface OwnFields {
  readonly pinned: boolean
  readonly deletedAt: number | null
  readonly goal: string
  readonly importedFrom: ImportOrigin | null
}

export interface ArchiveConversation {
  /** Made from where it comes from, so that a second reading meets the same conversation again. */
  readonly id: string
  readonly origin: ImportOrigin
  readonly title: string
  readonly createdAt: number
  readonly updatedAt: number
  /** Parents before children; at least one. */
  readonly messages: readonly ArchiveMessage[]
  /** The end of the branch that was shown. */
  readonly leafId: string
  /** How many messages have no answer below them: the number of branches. */
  readonly branches: number
  readonly own: OwnFields | null
}

/** Where a value stands: the file's name inside the archive, and its number in that file from 0. */
export interface Place { readonly file: string; readonly index: number }

export type ArchiveItem =
  | { readonly kind: 'conversation'; readonly place: Place; readonly conversation: ArchiveConversation }
  /** One thing that could not be read; all others can. `where` holds no word of what was said. */
  | { readonly kind: 'skipped'; readonly place: Place; readonly where: string; readonly why: string }
  /** Nothing more can be read; always the last. */
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Bytes of the files that may hold conversations; packed files count as they are unpacked. */
export interface ReadProgress { readonly bytesRead: number; readonly bytesTotal: number }
