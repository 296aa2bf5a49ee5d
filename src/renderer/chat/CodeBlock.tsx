import { memo, useEffect, useState } from 'react'
import { useIsCodeFenceIncomplete } from 'streamdown'
import { CopyButton } from './CopyButton.tsx'
import { highlight, type CodeToken } from './highlight.ts'

/** Code in a box of its own: coloured once it is whole, copied as it was written, wider than the column where it must be. */
export const CodeBlock = memo(function CodeBlock({ code, language }: { code: string; language: string }) {
  const incomplete = useIsCodeFenceIncomplete()
  const [coloured, setColoured] = useState<{ code: string; lines: CodeToken[][] } | null>(null)
  useEffect(() => {
    if (incomplete || language === '') return
    let gone = false
    void highlight(code, language).then((lines) => { if (!gone && lines !== null) setColoured({ code, lines }) })
    return () => { gone = true }
  }, [code, language, incomplete])
  return (
    <figure dir="ltr" className="overflow-hidden rounded-medium border border-line bg-panel">
      <figcaption className="flex h-8 items-center justify-between border-b border-line pr-1 pl-3 text-small text-faint">
        <span>{language || 'text'}</span>
        <CopyButton text={code} label="Copy the code" />
      </figcaption>
      <pre tabIndex={0} aria-label={language === '' ? 'Code' : `Code, ${language}`} className="overflow-x-auto px-3 py-2.5 font-mono text-[12.5px] leading-[1.55] focus-visible:-outline-offset-2">
        <code>{coloured?.code === code ? coloured.lines.map((line, at) => <Line key={at} tokens={line} last={at === coloured.lines.length - 1} />) : code}</code>
      </pre>
    </figure>
  )
})

function Line({ tokens, last }: { tokens: CodeToken[]; last: boolean }) {
  return <>{tokens.map((token, at) => token.kind === '' ? token.text : <span key={at} className={`code-${token.kind}`}>{token.text}</span>)}{last ? '' : '\n'}</>
}
