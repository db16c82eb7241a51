// @ts-check
/** `npm run endure`: the tests in their full counts, for hours; outside continuous integration. */
process.env.TALKOOT_ENDURE = 'full'
await import('./test.mjs')
