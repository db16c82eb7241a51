import type { TakingCatalogue } from './taking-catalogue.ts'

/** Finnish: taking a page or a strategy along as a file. */
export const fi: TakingCatalogue = {
  taking_title: 'Tallenna ”{title}” tiedostoksi',
  taking_allPages: 'Kaikki sivut, jotka saat lukea, järjestyksessä yhdessä tiedostossa.',
  taking_format: 'Tiedostomuoto',
  taking_docx: 'Word',
  taking_docxMeans: 'Kirjoittamisen jatkamiseen muualla.',
  taking_pdf: 'PDF',
  taking_pdfMeans: 'Tulostettavaksi ja jaettavaksi.',
  taking_html: 'Verkkosivu',
  taking_htmlMeans: 'Yksi tiedosto, joka aukeaa kaikissa selaimissa.',
  taking_md: 'Markdown',
  taking_mdMeans: 'Muihin wikeihin ja muistiinpanoihin.',
  taking_whole: 'Myös ohjaavat kysymykset ja sisäiset osat',
  taking_wholeHint: 'Ilman niitä tiedosto on sellainen kuin se julkaistaisiin.',
  taking_save: 'Tallenna',
  taking_making: 'Tiedostoa tehdään…',
  taking_saved: 'Tallennettu latauksiin nimellä ”{name}”.',
}
