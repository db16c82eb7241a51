// @ts-check
/** `npm run talkoot -- <command>`: the command line for whoever looks after the data. */
import { pathToFileURL } from 'node:url'
import { prepare } from './prepare.mjs'
import { inRoot } from './tree.mjs'

await prepare()
process.setSourceMapsEnabled(true)
await import(pathToFileURL(inRoot('dist', 'server', 'talkoot.js')).href)
