/** Notices whatever an attack would do in a browser. */
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

declare global {
  var attacks: string[] | undefined
}

/** Counts calls of what payloads call, and requests to anywhere else. Before a page is opened. */
export async function listensForAttacks(context: BrowserContext, own: string): Promise<string[]> {
  const left: string[] = []
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(own) && !/^(?:data:|blob:)/.test(url)) left.push(url)
  })
  context.on('page', (page) => page.on('dialog', (dialog) => void left.push(dialog.message())))
  await context.addInitScript(() => {
    const attacks: string[] = []
    globalThis.attacks = attacks
    const note = (name: string) => (value: unknown) => void attacks.push(`${name} ${String(value)}`)
    Object.defineProperty(globalThis, 'hit', { value: note('hit'), configurable: false })
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
      Object.defineProperty(globalThis, name, { value: note(name), configurable: true })
    }
    document.addEventListener('securitypolicyviolation', (event) => {
      attacks.push(`policy ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  return left
}

/** Nothing ran, nothing was asked of elsewhere, and no element could run anything. */
export async function expectNoAttack(tab: Page, left: readonly string[]): Promise<void> {
  const found = await tab.evaluate(() => {
    const odd: string[] = []
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('svg') !== null && element.closest('.page-text') === null) continue
      for (const { name, value } of element.attributes) {
        const runs = /^on/i.test(name) || /^\s*(?:javascript|vbscript|data):/i.test(value)
        const isLink = ['href', 'src', 'action', 'srcdoc', 'xlink:href'].includes(name)
        const isForeignStyle = name === 'style' && /url|fixed|expression|opacity|evil/i.test(value)
        if (name.startsWith('on') || name === 'srcdoc' || isForeignStyle || (isLink && runs)) {
          odd.push(`${element.tagName} ${name}=${value.slice(0, 80)}`)
        }
      }
    }
    const inside = document.querySelectorAll(
      '.page-text :is(script, iframe, object, embed, link, meta, base, form, style, video, audio, math, [id], [name])',
    )
    // React names what it draws in blocks itself: no one who writes can choose such a name.
    const isOurs = ({ id, attributes }: Element) =>
      /^_r_\w+_(?:-\w+)?$/.test(id || (attributes.getNamedItem('name')?.value ?? ''))
    const foreign = [...inside].filter((one) => !isOurs(one))
    odd.push(...foreign.map(({ outerHTML }) => outerHTML.slice(0, 120)))
    return { attacks: globalThis.attacks ?? ['no canary'], odd }
  })
  expect(found).toEqual({ attacks: [], odd: [] })
  expect(left).toEqual([])
}
