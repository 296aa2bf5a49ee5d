import type { Piece, PromptMessage } from '../../shared/piece.ts'
import type { Region } from '../../shared/words.ts'

/** A piece with the text that goes into the prompt. */
export interface Placed { readonly piece: Piece; readonly text: string }

/** A message under construction that knows which characters belong to which piece. */
export class Draft {
  readonly role: PromptMessage['role']
  readonly #parts: string[] = []
  readonly #spans: PromptMessage['spans'] = []
  #length = 0

  constructor(role: PromptMessage['role']) { this.role = role }

  get isEmpty(): boolean { return this.#length === 0 }

  write(text: string): void {
    this.#parts.push(text)
    this.#length += text.length
  }

  line(text: string): void { this.write(`${text}\n`) }

  /** An empty line between two blocks; none at the beginning. */
  gap(): void { if (!this.isEmpty) this.write('\n\n') }

  piece(region: Region, placed: Placed): void {
    const start = this.#length
    this.write(placed.text)
    this.#spans.push({ start, end: this.#length, region, pieceId: placed.piece.id })
  }

  done(): PromptMessage { return { role: this.role, text: this.#parts.join(''), spans: this.#spans } }
}
