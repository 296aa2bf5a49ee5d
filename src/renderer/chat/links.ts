const opened = new Set(['https:', 'http:', 'mailto:'])
const longestLink = 2048

/**
 * Where a link of an answer would lead, or null where it may not be opened: only web pages and mail
 * addresses, whole, without a name or password in them.
 */
export function readLink(href: string | undefined): URL | null {
  if (href === undefined || href.length > longestLink || !URL.canParse(href)) return null
  const url = new URL(href)
  return opened.has(url.protocol) && url.username === '' && url.password === '' ? url : null
}

/** What a person should read before opening: the whole host, or the mail address. */
export function nameTarget(url: URL): string {
  return url.protocol === 'mailto:' ? decode(url.pathname) : url.host
}

/** An answer may hold half an escape, which names no character: then it is shown as it stands. */
function decode(path: string): string {
  try { return decodeURIComponent(path) } catch { return path }
}
