/** A real organisation for the screens of administration, and ways about in them. */
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'

const units = [
  'Vuorovaikutus- ja viestintäpalvelut',
  'Varhaiskasvatus',
  'Kaupunkikehitys',
  'Kirjasto',
  'Henkilöstöpalvelut',
]
const first = ['Eero', 'Åsa', 'Ärla', 'Mikko', 'Zoe', 'Kaisa', 'Östen']
const last = ['Korhonen', 'Lindström', 'Mäkinen-Kallioniemi', 'Ek']

/** A table of so many people, as an office writes it. The first of them is Eero Korhonen. */
export function tableOf(people: number): string {
  const lines = Array.from({ length: people }, (_, n) => {
    const name = `${first[n % 7]} ${last[n % 4]} ${n}`
    return [name, `p${n}@example.org`, units[n % 5], 'member', n % 20 === 0 ? 'yes' : ''].join(';')
  })
  return ['Name;E-mail;Unit;Role;Manager', ...lines].join('\r\n')
}

/** Goes to a screen of administration, and waits until it has its heading. */
export async function administers(tab: Page, url: string, place: string): Promise<void> {
  await tab.goto(`${url}/admin/${place}`)
  await tab.locator('main h1').waitFor()
}

/** The open dialog or sheet on top. */
export function dialog(tab: Page): Locator {
  return tab.locator('dialog[open]').last()
}

/** What is downloaded when something is done: name and text. */
export async function downloaded(
  tab: Page,
  deed: () => Promise<void>,
): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([tab.waitForEvent('download'), deed()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}
