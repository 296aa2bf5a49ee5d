import { harden } from 'rehype-harden'
import { memo, type ReactNode } from 'react'
import { defaultRehypePlugins, defaultRemarkPlugins, Streamdown, type StreamdownProps } from 'streamdown'
import { CodeBlock } from './CodeBlock.tsx'
import { SafeLink } from './SafeLink.tsx'

type Node = { type: string; value?: string; children?: Node[] }

/** Raw HTML in an answer is shown as the text it is. */
function showHtmlAsText() {
  const walk = (node: Node) => {
    if (node.type === 'html') node.type = 'text'
    node.children?.forEach(walk)
  }
  return walk
}

const remarkPlugins: StreamdownProps['remarkPlugins'] = [...Object.values(defaultRemarkPlugins), showHtmlAsText]
// No raw HTML, a fixed list of elements, no picture from anywhere, links only to places that a person can be asked about.
const rehypePlugins: StreamdownProps['rehypePlugins'] = [
  defaultRehypePlugins['sanitize']!,
  [harden, { allowedLinkPrefixes: ['*'], allowedImagePrefixes: [], allowDataImages: false, linkBlockPolicy: 'text-only', imageBlockPolicy: 'text-only' }],
]

// The renderer hands each element its own kind of properties; only plain words and what is inside are taken from them.
type Given = object
const inside = (given: Given) => (given as { children?: ReactNode }).children
const word = (given: Given, name: 'href' | 'alt' | 'className' | 'children') => {
  const found = (given as Partial<Record<typeof name, unknown>>)[name]
  return typeof found === 'string' ? found : ''
}

const components: StreamdownProps['components'] = {
  a: (given: Given) => <SafeLink href={word(given, 'href')}>{inside(given)}</SafeLink>,
  img: (given: Given) => <span className="text-faint">[picture not loaded{word(given, 'alt') && `: ${word(given, 'alt')}`}]</span>,
  inlineCode: (given: Given) => <code data-inline-code dir="ltr">{inside(given)}</code>,
  code: (given: Given) => (
    <CodeBlock code={word(given, 'children').replace(/\n$/, '')} language={/language-([\w+#.-]+)/.exec(word(given, 'className'))?.[1] ?? ''} />
  ),
  table: (given: Given) => <div role="group" aria-label="Table" tabIndex={0} className="overflow-x-auto"><table>{inside(given)}</table></div>,
}

/** An answer as formatted text, while it is written and after. Unfinished Markdown is closed, so that nothing jumps. */
export const Markdown = memo(function Markdown({ text, streaming }: { text: string; streaming: boolean }) {
  return (
    <Streamdown
      className="markdown" mode="streaming" dir="auto" isAnimating={streaming} parseIncompleteMarkdown={streaming} controls={false}
      remarkPlugins={remarkPlugins} rehypePlugins={rehypePlugins} components={components} linkSafety={{ enabled: false }}
    >
      {text}
    </Streamdown>
  )
})
