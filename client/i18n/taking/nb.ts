import type { TakingCatalogue } from './taking-catalogue.ts'

/** Norwegian Bokmål: taking a page or a strategy along as a file. */
export const nb: TakingCatalogue = {
  taking_title: 'Lagre «{title}» som fil',
  taking_allPages: 'Alle sidene du kan lese, i rekkefølge, i én fil.',
  taking_format: 'Filtype',
  taking_docx: 'Word',
  taking_docxMeans: 'For å skrive videre i et annet program.',
  taking_pdf: 'PDF',
  taking_pdfMeans: 'For utskrift og utdeling.',
  taking_html: 'Nettside',
  taking_htmlMeans: 'Én fil som åpnes i alle nettlesere.',
  taking_md: 'Markdown',
  taking_mdMeans: 'For andre wikier og notater.',
  taking_whole: 'Med veiledende spørsmål og interne deler',
  taking_wholeHint: 'Uten dem blir filen slik den ville blitt publisert.',
  taking_save: 'Lagre',
  taking_making: 'Lager filen …',
  taking_saved: 'Lagret blant nedlastingene som «{name}».',
}
