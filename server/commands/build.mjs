// @ts-check
/** `npm run build`: installs what is missing and builds, stale or not. */
import { prepare } from './prepare.mjs'

await prepare({ build: 'always' })
