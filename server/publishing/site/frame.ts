/** Pages that the server makes for a reader: forms, answers to them, search, the way in. */
import type { Language } from '#contract/records.ts'
import { softened } from '#contract/soft-hyphens.ts'
import type { EditionContent } from '../editions/edition-content.ts'
import { escaped } from '../html/escaped.ts'
import { standingBanner } from './banners.ts'
import type { Served, Standing } from './site.ts'
import { siteStyle } from './site-style.ts'
import { topOf } from './top.ts'
import { wholePage } from './whole-page.ts'

export interface Framed {
  /** Null: nothing may be said of the edition yet, as before a password. */
  readonly content: Pick<EditionContent, 'organisation' | 'name' | 'number' | 'validFrom'> | null
  /** The page's heading. */
  readonly title: string
  readonly language: Language
  /** HTML that was made by the caller, every text in it escaped: it goes in as it is. */
  readonly body: string
  readonly standing: Standing
  readonly served: Served
  /** From the page to the folder of the edition, with `/` at its end; empty = it is in it. */
  readonly folder?: string
}

/**
 * A whole page in the look of the edition around `body`, which stands under the title. Not for
 * search engines. Its stylesheet is the edition's (`siteStyle(content)`), in `folder`; where
 * `content` is null it is `siteStyle(null)`, to be served from there without asking who reads.
 */
export function framed({ body, content, folder = '', language, served, standing, title }: Framed) {
  return wholePage({
    language,
    title: content === null ? title : `${title} · ${content.name}`,
    description: '',
    style: `${folder}${siteStyle(content).name}`,
    head: '<meta name="robots" content="noindex">\n',
    kind: 'plain',
    draft: standing.is === 'draft',
    takenAlong: served.takenAlong,
    top:
      content === null ? '' : topOf(content, folder) + standingBanner(standing, language, folder),
    main: `<h1>${escaped(softened(title, language))}</h1>
<div class="text" id="text" tabindex="-1">
${body}
</div>`,
    footer: '',
  })
}
