import type { HighlighterCore } from 'shiki/core'

/** One coloured stretch of a line of code; `kind` names its class, "" is plain. */
export type CodeToken = { text: string; kind: string }

const loaders: Record<string, () => Promise<unknown>> = {
  bash: () => import('shiki/langs/bash.mjs'), c: () => import('shiki/langs/c.mjs'),
  css: () => import('shiki/langs/css.mjs'), diff: () => import('shiki/langs/diff.mjs'), go: () => import('shiki/langs/go.mjs'),
  html: () => import('shiki/langs/html.mjs'), java: () => import('shiki/langs/java.mjs'), javascript: () => import('shiki/langs/javascript.mjs'),
  json: () => import('shiki/langs/json.mjs'), markdown: () => import('shiki/langs/markdown.mjs'), php: () => import('shiki/langs/php.mjs'),
  python: () => import('shiki/langs/python.mjs'), ruby: () => import('shiki/langs/ruby.mjs'), rust: () => import('shiki/langs/rust.mjs'),
  sql: () => import('shiki/langs/sql.mjs'), swift: () => import('shiki/langs/swift.mjs'), toml: () => import('shiki/langs/toml.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'), typescript: () => import('shiki/langs/typescript.mjs'), xml: () => import('shiki/langs/xml.mjs'), yaml: () => import('shiki/langs/yaml.mjs'),
}
const otherNames: Record<string, string> = {
  sh: 'bash', shell: 'bash', zsh: 'bash', 'c++': 'c', cpp: 'c', js: 'javascript', jsx: 'tsx', mjs: 'javascript', ts: 'typescript', py: 'python', rs: 'rust',
  md: 'markdown', yml: 'yaml', rb: 'ruby', golang: 'go', svg: 'xml', jsonc: 'json',
}
/** Longer code stays plain: colouring it would hold up the window. */
const longest = 30_000

let making: Promise<HighlighterCore> | null = null
const known = new Map<string, Promise<unknown>>()

async function makeHighlighter(): Promise<HighlighterCore> {
  const [{ createHighlighterCore, createCssVariablesTheme }, { createJavaScriptRegexEngine }] = await Promise.all([import('shiki/core'), import('shiki/engine/javascript')])
  // The engine of plain regular expressions: the page policy allows no WebAssembly.
  return createHighlighterCore({ themes: [createCssVariablesTheme({ name: 'window', variablePrefix: '--code-', fontStyle: false })], engine: createJavaScriptRegexEngine({ forgiving: true }) })
}

/**
 * Colours code, loading the language when it is first met. Null where the language is not known or the code is too long.
 * The tokens are text and class names; no markup is made.
 */
export async function highlight(code: string, language: string): Promise<CodeToken[][] | null> {
  const name = otherNames[language.toLowerCase()] ?? language.toLowerCase()
  const load = loaders[name]
  if (load === undefined || code.length > longest) return null
  making ??= makeHighlighter()
  const highlighter = await making
  const loading = known.get(name) ?? load().then((grammar) => highlighter.loadLanguage((grammar as { default: Parameters<HighlighterCore['loadLanguage']>[0] }).default))
  known.set(name, loading)
  await loading
  const { tokens } = highlighter.codeToTokens(code, { lang: name, theme: 'window' })
  return tokens.map((line) => line.map((token) => ({ text: token.content, kind: /--code-token-([a-z-]+)/.exec(token.color ?? '')?.[1] ?? '' })))
}
