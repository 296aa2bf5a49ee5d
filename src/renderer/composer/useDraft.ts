import { useEffect, useRef, useState } from 'react'
import { keepDraftText, keepPastes, readDraftText, readPastes, type Paste } from './drafts.ts'

const pauseMs = 300

/** The draft of one conversation: what was left in it, and every change kept. */
export function useDraft(conversationId: string | null): { text: string; setText: (text: string) => void; pastes: Paste[]; setPastes: (change: (pastes: Paste[]) => Paste[]) => void; clear: () => void } {
  const [text, setText] = useState(() => readDraftText(conversationId))
  const [pastes, setPastes] = useState<Paste[]>([])
  const newest = useRef(text)
  useEffect(() => { newest.current = text }, [text])
  useEffect(() => {
    let gone = false
    void readPastes(conversationId).then((found) => { if (!gone && found.length > 0) setPastes((now) => [...found, ...now]) })
    const keepNow = () => keepDraftText(conversationId, newest.current)
    addEventListener('pagehide', keepNow)
    return () => { gone = true; removeEventListener('pagehide', keepNow); keepNow() }
  }, [conversationId])
  useEffect(() => {
    const wait = setTimeout(() => keepDraftText(conversationId, text), pauseMs)
    return () => clearTimeout(wait)
  }, [conversationId, text])
  const change = (make: (pastes: Paste[]) => Paste[]) => setPastes((now) => {
    const next = make(now)
    void keepPastes(conversationId, next)
    return next
  })
  const clear = () => {
    newest.current = ''
    setText('')
    keepDraftText(conversationId, '')
    change(() => [])
  }
  return { text, setText, pastes, setPastes: change, clear }
}
