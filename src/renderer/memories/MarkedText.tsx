import { useMemo } from 'react'
import { markWords } from './view/highlight.ts'

/** A text with the words of a search marked. The text is data: nothing in it takes effect. */
export function MarkedText({ text, query }: { text: string; query: string }) {
  const parts = useMemo(() => markWords(text, query), [text, query])
  return parts.map((part, at) => part.marked ? <mark key={at} className="rounded-[3px] bg-accent-soft text-text underline decoration-accent decoration-1 underline-offset-2">{part.text}</mark> : <span key={at}>{part.text}</span>)
}
