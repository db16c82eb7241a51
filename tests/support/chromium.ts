import { must } from '#contract/asserts.ts'
import { findChromium } from '../../server/commands/chromium.mjs'

/** The Chromium to drive, as `npm test` provides it. Throws where there is none. */
export function chromiumPath(): string {
  return must(findChromium(), 'no Chromium: run `npm test`, which installs one')
}
