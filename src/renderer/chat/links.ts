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
  return url.protocol === 'mailto:' ? decodeURIComponent(url.pathname) : url.host
}
