import type { TakingCatalogue } from './taking-catalogue.ts'

/** Swedish: taking a page or a strategy along as a file. */
export const sv: TakingCatalogue = {
  taking_title: 'Spara ”{title}” som fil',
  taking_allPages: 'Alla sidor som du får läsa, i ordning, i en fil.',
  taking_format: 'Filformat',
  taking_docx: 'Word',
  taking_docxMeans: 'För att skriva vidare i ett annat program.',
  taking_pdf: 'PDF',
  taking_pdfMeans: 'För utskrift och utdelning.',
  taking_html: 'Webbsida',
  taking_htmlMeans: 'En fil som öppnas i alla webbläsare.',
  taking_md: 'Markdown',
  taking_mdMeans: 'För andra wikier och anteckningar.',
  taking_whole: 'Med vägledande frågor och interna delar',
  taking_wholeHint: 'Utan dem blir filen som den skulle publiceras.',
  taking_save: 'Spara',
  taking_making: 'Skapar filen …',
  taking_saved: 'Sparad bland dina hämtade filer som ”{name}”.',
}
