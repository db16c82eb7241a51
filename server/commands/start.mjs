// @ts-check
/** `npm start`: from a fresh clone to a running server. */
import { prepare } from './prepare.mjs'

await prepare()
await import('./serve.mjs')
