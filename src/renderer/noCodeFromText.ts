// The page policy forbids making code from text. The schema library would try that once to see whether it may, and the browser
// would report it; this tells the library not to try. It has to be the first import of the page.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
